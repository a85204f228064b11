use std::{
    pin::Pin,
    task::{Context, Poll},
};

use super::Counter;

/// Polls once with the waker of `counter`.
pub(crate) fn poll<F: Future + ?Sized>(future: Pin<&mut F>, counter: &Counter) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(&counter.waker()))
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

/// Polls up to `times`, each time but the first only after a wake-up, and gives the output if there was
/// one by then.
pub(crate) async fn poll_up_to<F: Future + ?Sized>(
    times: usize,
    mut future: Pin<&mut F>,
    counter: &Counter,
) -> Option<F::Output> {
    for time in 0..times {
        let before = counter.wakes();
        if let Poll::Ready(output) = poll(future.as_mut(), counter) {
            return Some(output);
        }
        if time + 1 < times {
            counter.woken_after(before).await;
        }
    }
    None
}
