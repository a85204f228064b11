use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use anyrt_traits::time::Timer;
use pin_project_lite::pin_project;

use super::Elapsed;

/// Waits for a future, but no longer than `duration` from this call.
///
/// In each poll the future comes first: one that is ready beats a deadline that has passed, and a
/// duration of zero gives it one poll.
///
/// # Errors
///
/// [`Elapsed`] if the time is up first. The future is dropped with the [`Timeout`]; to use it further,
/// pass it by `&mut` or pinned.
///
/// # Cancel safety
///
/// Cancel safe: dropping it drops the future, and means what dropping that means.
///
/// # Examples
///
/// ```
/// use std::{io, time::Duration};
///
/// use anyrt_combinators::time::timeout;
/// use anyrt_traits::Runtime;
///
/// async fn ask(rt: impl Runtime, answer: impl Future<Output = String>) -> io::Result<String> {
///     Ok(timeout(&rt, Duration::from_secs(5), answer).await?)
/// }
/// ```
pub fn timeout<T: Timer, F: IntoFuture>(
    timer: &T,
    duration: Duration,
    future: F,
) -> Timeout<F::IntoFuture, T::Sleep> {
    Timeout {
        future: future.into_future(),
        sleep: timer.sleep(duration),
    }
}

/// Waits for a future, but no longer than until `deadline`.
///
/// In each poll the future comes first, as with [`timeout`].
///
/// # Errors
///
/// [`Elapsed`] if the deadline comes first.
///
/// # Cancel safety
///
/// Cancel safe: dropping it drops the future, and means what dropping that means.
pub fn timeout_at<T: Timer, F: IntoFuture>(
    timer: &T,
    deadline: Instant,
    future: F,
) -> Timeout<F::IntoFuture, T::Sleep> {
    Timeout {
        future: future.into_future(),
        sleep: timer.sleep_until(deadline),
    }
}

pin_project! {
    /// The future of [`timeout`] and [`timeout_at`].
    ///
    /// # Errors
    ///
    /// [`Elapsed`] if the time is up first.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: dropping it drops the future, and means what dropping that means.
    #[must_use = "futures do nothing unless polled"]
    pub struct Timeout<F, S> {
        #[pin]
        future: F,
        #[pin]
        sleep: S,
    }
}

impl<F: Future, S: Future<Output = ()>> Future for Timeout<F, S> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(output) = this.future.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        this.sleep.poll(cx).map(|()| Err(Elapsed))
    }
}

impl<F, S> fmt::Debug for Timeout<F, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Timeout").finish_non_exhaustive()
    }
}
