use std::{
    future::{pending, poll_fn},
    panic::panic_any,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use anyrt_traits::{
    AnyRuntime,
    task::{JoinHandle, Spawn},
};

use crate::mock::{CountingWaker, Mock, now, poll_once};

/// Counts how often it is dropped.
struct CountDrops(Arc<AtomicUsize>);

impl Drop for CountDrops {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Panics when it is dropped.
struct PanicInDrop;

impl Drop for PanicInDrop {
    fn drop(&mut self) {
        panic_any("in the destructor");
    }
}

fn erased() -> (AnyRuntime, Mock<1>) {
    let mock = Mock::new();
    (AnyRuntime::new(mock.clone()), mock)
}

fn counter() -> (Arc<AtomicUsize>, CountDrops) {
    let count = Arc::default();
    (Arc::clone(&count), CountDrops(count))
}

#[test]
fn the_handle_gives_the_output() {
    let (rt, mock) = erased();
    let handle = rt.spawn(async { String::from("output") });
    mock.tasks.run();
    assert_eq!(now(handle).expect("the task ran"), "output");
}

#[test]
fn outputs_of_every_size_come_through() {
    let (rt, mock) = erased();
    let nothing = rt.spawn(async {});
    let small_from_large = rt.spawn(async {
        let large = [7_u8; 1024];
        std::future::ready(()).await;
        large[1023]
    });
    let large_from_small = rt.spawn(std::future::ready([7_u64; 128]));
    mock.tasks.run();
    now(nothing).expect("the task ran");
    assert_eq!(now(small_from_large).expect("the task ran"), 7);
    assert_eq!(now(large_from_small).expect("the task ran"), [7; 128]);
}

#[test]
fn the_handle_is_woken_when_the_task_ends() {
    let (rt, mock) = erased();
    let open = Arc::new(AtomicBool::new(false));
    let gate = open.clone();
    let mut handle = rt.spawn(poll_fn(move |_| {
        if gate.load(Ordering::Relaxed) {
            Poll::Ready(1)
        } else {
            Poll::Pending
        }
    }));
    mock.tasks.run();
    let (count, waker) = CountingWaker::new();
    let mut cx = Context::from_waker(&waker);
    assert!(pin!(&mut handle).poll(&mut cx).is_pending());
    assert_eq!(count.count(), 0);
    open.store(true, Ordering::Relaxed);
    mock.tasks.run();
    assert_eq!(count.count(), 1);
    assert_eq!(now(handle).expect("the task ran"), 1);
}

#[test]
fn a_panic_reaches_the_handle_with_its_payload() {
    let (rt, mock) = erased();
    let handle = rt.spawn(async { panic_any::<u32>(42) });
    mock.tasks.run();
    let payload = now(handle)
        .expect_err("the task panicked")
        .into_panic()
        .expect("it is a panic");
    assert_eq!(payload.downcast_ref(), Some(&42_u32));
}

#[test]
fn a_panic_in_poll_and_in_the_destructor_does_not_abort() {
    let (rt, mock) = erased();
    let bomb = PanicInDrop;
    let handle = rt.spawn(poll_fn(move |_| -> Poll<()> {
        let _bomb = &bomb;
        panic_any("in the poll")
    }));
    mock.tasks.run();
    let error = now(handle).expect_err("the task panicked");
    assert_eq!(error.panic_message(), Some("in the poll"));
}

#[test]
fn a_panic_in_the_destructor_of_a_completed_future_is_reported() {
    let (rt, mock) = erased();
    let bomb = PanicInDrop;
    let handle = rt.spawn(poll_fn(move |_| {
        let _bomb = &bomb;
        Poll::Ready(())
    }));
    mock.tasks.run();
    let error = now(handle).expect_err("the destructor panicked");
    assert_eq!(error.panic_message(), Some("in the destructor"));
}

#[test]
fn abort_drops_the_future_and_then_the_handle_says_cancelled() {
    let (rt, mock) = erased();
    let (drops, guard) = counter();
    let mut handle = rt.spawn(async move {
        let _guard = guard;
        pending::<()>().await;
    });
    mock.tasks.run();
    handle.abort();
    assert!(!handle.is_finished());
    assert!(poll_once(pin!(&mut handle)).is_pending());
    mock.tasks.run();
    assert_eq!(drops.load(Ordering::Relaxed), 1);
    assert!(handle.is_finished());
    assert!(now(handle).expect_err("it was aborted").is_cancelled());
}

#[test]
fn a_panic_in_the_destructor_of_an_aborted_future_stays_with_the_runtime() {
    let (rt, mock) = erased();
    let bomb = PanicInDrop;
    let handle = rt.spawn(async move {
        let _bomb = bomb;
        pending::<()>().await;
    });
    mock.tasks.run();
    handle.abort();
    mock.tasks.run();
    assert!(now(handle).expect_err("it was aborted").is_panic());
}

#[test]
fn dropping_the_handle_detaches() {
    let (rt, mock) = erased();
    let (drops, guard) = counter();
    drop(rt.spawn(async move { drop(guard) }));
    assert_eq!(drops.load(Ordering::Relaxed), 0);
    mock.tasks.run();
    assert_eq!(drops.load(Ordering::Relaxed), 1);
}

#[test]
fn detach_lets_the_task_run() {
    let (rt, mock) = erased();
    let (drops, guard) = counter();
    rt.spawn(async move { drop(guard) }).detach();
    mock.tasks.run();
    assert_eq!(drops.load(Ordering::Relaxed), 1);
}

#[test]
fn a_handle_polled_again_says_consumed() {
    let (rt, mock) = erased();
    let mut handle = rt.spawn(async { 1 });
    mock.tasks.run();
    now(&mut handle).expect("the task ran");
    assert!(handle.is_finished());
    assert!(now(handle).expect_err("polled again").is_consumed());
}

#[test]
fn the_future_is_dropped_when_it_completes_not_when_the_output_is_taken() {
    let (rt, mock) = erased();
    let (drops, guard) = counter();
    let handle = rt.spawn(poll_fn(move |_| {
        let _guard = &guard;
        Poll::Ready(())
    }));
    mock.tasks.run();
    assert_eq!(drops.load(Ordering::Relaxed), 1);
    now(handle).expect("the task ran");
    assert_eq!(drops.load(Ordering::Relaxed), 1);
}

#[test]
fn an_output_is_dropped_once_taken_or_not() {
    let (rt, mock) = erased();
    let (drops, output) = counter();
    let handle = rt.spawn(async move { output });
    mock.tasks.run();
    drop(handle);
    assert_eq!(drops.load(Ordering::Relaxed), 1);

    let (drops, output) = counter();
    let handle = rt.spawn(async move { output });
    mock.tasks.run();
    let output = now(handle);
    assert_eq!(drops.load(Ordering::Relaxed), 0);
    drop(output);
    assert_eq!(drops.load(Ordering::Relaxed), 1);
}

#[test]
fn a_future_never_polled_is_dropped_with_the_runtime() {
    let (rt, mock) = erased();
    let (drops, guard) = counter();
    let handle = rt.spawn(async move { drop(guard) });
    assert_eq!(mock.tasks.count(), 1);
    drop((rt, mock));
    assert_eq!(drops.load(Ordering::Relaxed), 1);
    assert!(!handle.is_finished());
}
