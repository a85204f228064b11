use std::{pin::Pin, time::Instant};

/// Completes at a deadline, which may be moved.
///
/// Made by [`Timer`](super::Timer). Callers may poll it from any task of any runtime; it completes as
/// long as the runtime that made it is driven, and at once when that runtime has shut down. Polling it
/// again after it completed gives `Ready` again, until it is reset.
///
/// Implementers must never complete before the deadline as measured by
/// [`Timer::now`](super::Timer::now), must free the timer when the future is dropped, and must make both
/// `reset` methods take effect before the first poll, after it, and after completion.
///
/// # Cancel safety
///
/// Cancel safe: dropping it frees the timer and does nothing else.
pub trait Sleep: Future<Output = ()> {
    /// Moves the deadline; one that has passed completes at the next poll.
    ///
    /// The task that waits is woken if the new deadline comes first; it need not poll again to be woken.
    fn reset(self: Pin<&mut Self>, deadline: Instant);

    /// Takes the deadline away: the sleep completes only if it is reset, or at shutdown.
    fn reset_never(self: Pin<&mut Self>);

    /// Returns the deadline, `None` meaning never.
    fn deadline(&self) -> Option<Instant>;
}
