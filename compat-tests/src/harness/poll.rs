use std::{
    pin::Pin,
    task::{Context, Poll},
};

use super::Counter;

/// Polls once with the waker of `counter`.
pub(crate) fn poll<F: Future + ?Sized>(future: Pin<&mut F>, counter: &Counter) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(&counter.waker()))
}

/// Polls once with a waker that nobody listens to.
pub(crate) fn poll_alone<F: Future + ?Sized>(future: Pin<&mut F>) -> Poll<F::Output> {
    poll(future, &Counter::new())
}

/// Polls once with the waker of `counter` and tells whether the future has to wait.
pub(crate) fn is_pending<F: Future + ?Sized>(future: Pin<&mut F>, counter: &Counter) -> bool {
    poll(future, counter).is_pending()
}

/// Takes the output out of a poll that must not be pending.
#[track_caller]
pub(crate) fn expect_ready<T>(poll: Poll<T>, what: &str) -> T {
    match poll {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("is pending: {what}"),
    }
}
