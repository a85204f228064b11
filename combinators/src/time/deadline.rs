use std::{pin::Pin, time::Duration};

use anyrt_traits::time::{Sleep, Timer};

/// Makes `sleep` end when `duration` has passed from now, or never if no instant can express that.
pub(super) fn reset_after<T: Timer>(timer: &T, sleep: Pin<&mut T::Sleep>, duration: Duration) {
    match timer.now().checked_add(duration) {
        Some(deadline) => sleep.reset(deadline),
        None => sleep.reset_never(),
    }
}
