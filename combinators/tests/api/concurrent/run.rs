//! Running a future to its end by hand.

use std::{num::NonZeroUsize, pin::pin, task::Poll};

use crate::poller::Poller;

/// Polls a future as long as somebody wakes it. `None` means that it would hang.
pub(super) fn run<F: Future>(future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut poller = Poller::new();
    loop {
        match poller.poll(future.as_mut()) {
            Poll::Ready(output) => return Some(output),
            Poll::Pending if poller.wakes() == 0 => return None,
            Poll::Pending => {}
        }
    }
}

pub(super) const fn bound(bound: usize) -> NonZeroUsize {
    NonZeroUsize::new(bound).expect("a bound is not zero")
}
