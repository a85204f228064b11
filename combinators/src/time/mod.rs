//! Waiting with a limit, at a pace, or again: generic over any [`Timer`](anyrt_traits::time::Timer).
//!
//! What makes one sleep borrows the timer; what measures time again and again keeps one, which costs the
//! clone of a handle. A duration whose end no [`Instant`](std::time::Instant) can express, such as
//! [`Duration::MAX`](std::time::Duration::MAX), means never. After the runtime has shut down every sleep
//! is over at once: limits are reached, and pauses last no longer than a yield.

mod budget;
mod chunks;
mod deadline;
mod debounce;
mod elapsed;
mod idle;
mod interval;
mod missed_tick;
mod retry;
mod sample;
mod stream_ext;
mod throttle;
mod timeout;

pub use chunks::ChunksTimeout;
pub use debounce::Debounce;
pub use elapsed::Elapsed;
pub use idle::IdleTimeout;
pub use interval::{Interval, Tick, ZeroPeriod, interval, interval_at};
pub use missed_tick::MissedTick;
pub use retry::{Backoff, Jitter, retry, retry_if};
pub use sample::Sample;
pub use stream_ext::StreamTimeExt;
pub use throttle::Throttle;
pub use timeout::{Timeout, timeout, timeout_at};
