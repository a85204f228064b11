use std::time::{Duration, Instant};

use super::Sleep;

/// Measures time and waits for it.
///
/// Callers may create sleeps from any thread, outside of any runtime's context.
///
/// Implementers must accept every duration and every deadline without a panic.
pub trait Timer {
    /// The future of [`sleep`](Timer::sleep) and [`sleep_until`](Timer::sleep_until).
    type Sleep: Sleep + 'static;

    /// Returns the present instant of the clock that sleeps are measured on.
    fn now(&self) -> Instant;

    /// Waits until `duration` has passed since this call.
    ///
    /// Zero completes without waiting. A duration whose end no [`Instant`] can express, such as
    /// [`Duration::MAX`], means never.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: dropping the future frees the timer.
    fn sleep(&self, duration: Duration) -> Self::Sleep;

    /// Waits until `deadline`, which completes without waiting if it has passed.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: dropping the future frees the timer.
    fn sleep_until(&self, deadline: Instant) -> Self::Sleep;
}
