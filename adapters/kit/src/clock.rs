//! The clocks of the operating system, which adapters have from here and programs from their runtime.

use std::time::{Instant, SystemTime};

/// Returns the present instant of the clock that never jumps.
#[inline]
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "this is where the `Timer` of a real runtime has the time from"
)]
pub fn now() -> Instant {
    Instant::now()
}

/// Returns the time of day.
#[inline]
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "this is where the `SystemClock` of a real runtime has the time from"
)]
pub fn system_time() -> SystemTime {
    SystemTime::now()
}
