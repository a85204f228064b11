use std::time::SystemTime;

/// Tells the time of day.
///
/// Callers may expect the clock to jump, forwards and backwards: it is for showing and storing, and
/// [`Timer::now`](super::Timer::now) is for measuring.
///
/// Implementers must return the system's clock, or the simulated one if time is simulated.
pub trait SystemClock {
    /// Returns the time of day.
    fn system_time(&self) -> SystemTime;
}
