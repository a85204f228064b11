use std::{
    future::{pending, poll_fn, ready},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::Poll,
};

use anyrt_combinators::task::CancellationToken;
use futures_channel::oneshot;

use crate::by_hand::{Counter, is_pending, now, poll};

#[test]
fn a_future_that_is_ready_gives_its_output() {
    let token = CancellationToken::new();
    assert_eq!(now(token.run_until_cancelled(ready(1))), Some(1));
}

#[test]
fn a_future_that_waits_is_woken_and_gives_its_output() {
    let token = CancellationToken::new();
    let counter = Counter::new();
    let (send, receive) = oneshot::channel();
    let mut future = pin!(token.run_until_cancelled(receive));
    assert!(is_pending(future.as_mut(), &counter));
    send.send(2).expect("it waits");
    assert_eq!(counter.wakes(), 1);
    assert_eq!(poll(future, &counter), Poll::Ready(Some(Ok(2))));
}

#[test]
fn a_cancellation_wakes_it_and_beats_the_future() {
    let token = CancellationToken::new();
    let counter = Counter::new();
    let (send, receive) = oneshot::channel();
    let mut future = pin!(token.run_until_cancelled(receive));
    assert!(is_pending(future.as_mut(), &counter));
    token.cancel();
    assert_eq!(counter.wakes(), 1);
    send.send(3).expect("it waits");
    assert_eq!(poll(future, &counter), Poll::Ready(None));
}

#[test]
fn a_cancelled_token_does_not_poll_the_future_even_once() {
    let token = CancellationToken::new();
    token.cancel();
    let never = poll_fn(|_| -> Poll<()> { panic!("it is polled") });
    assert_eq!(now(token.run_until_cancelled(never)), None);
}

#[test]
fn dropping_it_forgets_the_waiter() {
    let token = CancellationToken::new();
    let counter = Counter::new();
    assert!(is_pending(
        pin!(token.run_until_cancelled(pending::<()>())),
        &counter
    ));
    assert_eq!(counter.kept(), 0);
}

#[test]
fn a_panic_of_the_future_leaves_the_token_usable() {
    let token = CancellationToken::new();
    let panics = async { panic!("inside") };
    let result = catch_unwind(AssertUnwindSafe(|| now(token.run_until_cancelled(panics))));
    result.expect_err("it unwinds");
    assert!(format!("{token:?}").contains("waiters: 0"));
    token.cancel();
    now(token.cancelled());
}
