use std::{
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use anyrt_traits::time::{Sleep, Timer};

/// Makes `sleep` end when `duration` has passed from now, or never if no instant can express that.
pub(super) fn reset_after<T: Timer>(timer: &T, sleep: Pin<&mut T::Sleep>, duration: Duration) {
    match timer.now().checked_add(duration) {
        Some(deadline) => sleep.reset(deadline),
        None => sleep.reset_never(),
    }
}

/// Waits for `sleep`, and suspends the task once if it is over before its time.
///
/// Only a shutdown ends a sleep so. A task that loops over what comes after sleeps has to suspend to be
/// dropped by it.
pub(super) fn poll_pause<T: Timer>(
    cx: &mut Context<'_>,
    timer: &T,
    mut sleep: Pin<&mut T::Sleep>,
    has_yielded: &mut bool,
) -> Poll<()> {
    ready!(sleep.as_mut().poll(cx));
    let is_early = sleep
        .deadline()
        .is_none_or(|deadline| timer.now() < deadline);
    if is_early && !mem::replace(has_yielded, true) {
        cx.waker().wake_by_ref();
        return Poll::Pending;
    }
    *has_yielded = false;
    Poll::Ready(())
}
