use std::{
    future::{pending, ready},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::{Context, Poll, Waker},
};

use anyrt_adapter_kit::{
    context::RuntimeId,
    task::{Guarded, QuietDrop, TaskOutput, quietly},
};

/// Panics when it is dropped, with a payload that does so too.
struct Bomb(&'static str);

impl Drop for Bomb {
    fn drop(&mut self) {
        std::panic::panic_any(self.0);
    }
}

fn poll<F: Future>(future: F) -> Poll<TaskOutput<F::Output>> {
    let guarded = pin!(Guarded::new(RuntimeId::unique(), future));
    guarded.poll(&mut Context::from_waker(Waker::noop()))
}

fn message<T>(output: Poll<TaskOutput<T>>) -> Option<String> {
    let Poll::Ready(output) = output else {
        return None;
    };
    let error = output.into_result().err()?;
    error.panic_message().map(str::to_owned)
}

#[test]
fn an_output_goes_through() {
    let Poll::Ready(output) = poll(ready(5)) else {
        panic!("it was ready");
    };
    assert_eq!(output.into_result().ok(), Some(5));
}

#[test]
fn a_panic_becomes_the_output() {
    assert_eq!(
        message(poll(async { panic!("at poll") })).as_deref(),
        Some("at poll")
    );
}

#[test]
fn a_panic_in_the_destructor_of_a_completed_future_becomes_the_output() {
    let bomb = Bomb("at drop");
    let future = async move {
        let _bomb = &bomb;
        ready(()).await;
    };
    assert_eq!(message(poll(future)).as_deref(), Some("at drop"));
}

#[test]
fn a_panic_in_the_destructor_of_a_pending_future_goes_no_further() {
    let bomb = Bomb("at cancellation");
    let future = async move {
        let _bomb = bomb;
        pending::<()>().await;
    };
    assert!(catch_unwind(AssertUnwindSafe(|| poll(future).is_pending())).is_ok());
}

#[test]
fn a_panic_in_the_destructor_of_an_output_nobody_takes_goes_no_further() {
    assert!(catch_unwind(AssertUnwindSafe(|| drop(poll(ready(Bomb("unseen")))))).is_ok());
}

#[test]
fn a_payload_that_panics_when_dropped_goes_no_further() {
    struct Worse;
    impl Drop for Worse {
        fn drop(&mut self) {
            panic!("the payload's destructor");
        }
    }
    let result = catch_unwind(|| quietly(|| std::panic::panic_any(Worse)));
    assert!(matches!(result, Ok(false)));
}

#[test]
fn a_quiet_drop_gives_its_value_back_or_drops_it_quietly() {
    assert_eq!(QuietDrop::new(3).into_inner(), Some(3));
    assert!(catch_unwind(|| drop(QuietDrop::new(Bomb("quiet")))).is_ok());
}
