use std::{
    error::Error,
    fmt, io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::{Duration, Instant},
};

use anyrt_traits::time::{Sleep, Timer};
use futures_util::Stream;

use super::{MissedTick, deadline::poll_pause};

/// Ticks at once and then every `period`.
///
/// The ticks are due at multiples of the period from this call. What happens when they are not taken in
/// time is [`MissedTick::Burst`] unless [`Interval::with_missed_tick`] says otherwise.
///
/// # Errors
///
/// [`ZeroPeriod`] if the period is zero: such an interval would never let anything else run.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use anyrt_combinators::time::{MissedTick, interval};
/// use anyrt_traits::Runtime;
///
/// async fn ping<R: Runtime>(rt: R, mut send: impl AsyncFnMut()) -> std::io::Result<()> {
///     let mut ticks = interval(rt, Duration::from_secs(20))?.with_missed_tick(MissedTick::Skip);
///     loop {
///         ticks.tick().await;
///         send().await;
///     }
/// }
/// ```
pub fn interval<T: Timer>(timer: T, period: Duration) -> Result<Interval<T>, ZeroPeriod> {
    let start = timer.now();
    interval_at(timer, start, period)
}

/// Ticks at `start`, or at once if that has passed, and then every `period`.
///
/// The ticks are due at multiples of the period from `start`.
///
/// # Errors
///
/// [`ZeroPeriod`] if the period is zero.
pub fn interval_at<T: Timer>(
    timer: T,
    start: Instant,
    period: Duration,
) -> Result<Interval<T>, ZeroPeriod> {
    if period.is_zero() {
        return Err(ZeroPeriod);
    }
    let sleep = Box::pin(timer.sleep_until(start));
    Ok(Interval {
        timer,
        period,
        missed_tick: MissedTick::default(),
        due: Some(start),
        sleep,
        has_yielded: false,
    })
}

/// Ticks again and again; made by [`interval`] and [`interval_at`].
///
/// It is also an endless stream of ticks. It holds one allocation. Once the runtime has shut down, each
/// tick comes after a yield rather than after its period.
pub struct Interval<T: Timer> {
    timer: T,
    period: Duration,
    missed_tick: MissedTick,
    /// When the next tick is due, `None` meaning never.
    due: Option<Instant>,
    sleep: Pin<Box<T::Sleep>>,
    /// The sleep is over before its time, and the executor had its turn.
    has_yielded: bool,
}

impl<T: Timer> Interval<T> {
    /// Sets what becomes of the schedule when ticks are missed.
    #[must_use]
    pub fn with_missed_tick(mut self, missed_tick: MissedTick) -> Self {
        self.missed_tick = missed_tick;
        self
    }

    /// Waits for the next tick and gives the instant at which it was due.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a tick is taken only in the poll that gives it.
    pub const fn tick(&mut self) -> Tick<'_, T> {
        Tick { interval: self }
    }

    /// Takes the next tick, or notes who waits for it.
    ///
    /// One waker is remembered, the last.
    pub fn poll_tick(&mut self, cx: &mut Context<'_>) -> Poll<Instant> {
        let sleep = self.sleep.as_mut();
        ready!(poll_pause(cx, &self.timer, sleep, &mut self.has_yielded));
        let now = self.timer.now();
        let due = self.due.unwrap_or(now);
        self.set_due(self.missed_tick.next(due, now, self.period));
        Poll::Ready(due)
    }

    /// Begins the schedule anew: the next tick is due a period from now.
    pub fn restart(&mut self) {
        self.set_due(self.timer.now().checked_add(self.period));
    }

    /// Returns the period.
    pub const fn period(&self) -> Duration {
        self.period
    }

    fn set_due(&mut self, due: Option<Instant>) {
        self.due = due;
        match due {
            Some(due) => self.sleep.as_mut().reset(due),
            None => self.sleep.as_mut().reset_never(),
        }
    }
}

// The sleep is pinned on the heap, and nothing else is pinned.
impl<T: Timer> Unpin for Interval<T> {}

impl<T: Timer> Stream for Interval<T> {
    type Item = Instant;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Instant>> {
        self.get_mut().poll_tick(cx).map(Some)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (usize::MAX, None)
    }
}

impl<T: Timer> fmt::Debug for Interval<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interval")
            .field("period", &self.period)
            .field("missed_tick", &self.missed_tick)
            .field("due", &self.due)
            .finish_non_exhaustive()
    }
}

/// The future of [`Interval::tick`].
///
/// # Cancel safety
///
/// Cancel safe: a tick is taken only in the poll that gives it.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Tick<'a, T: Timer> {
    interval: &'a mut Interval<T>,
}

impl<T: Timer> Future for Tick<'_, T> {
    type Output = Instant;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Instant> {
        self.get_mut().interval.poll_tick(cx)
    }
}

/// Says that an interval of no length was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ZeroPeriod;

impl fmt::Display for ZeroPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the period of an interval is zero")
    }
}

impl Error for ZeroPeriod {}

impl From<ZeroPeriod> for io::Error {
    fn from(error: ZeroPeriod) -> Self {
        Self::new(io::ErrorKind::InvalidInput, error)
    }
}
