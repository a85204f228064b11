//! Monotonic time, sleeping, and the wall clock.

mod clock;
mod sleep;
mod timer;

pub use clock::SystemClock;
pub use sleep::Sleep;
pub use timer::Timer;
