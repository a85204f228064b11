use std::{
    any, fmt,
    pin::Pin,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use pin_project_lite::pin_project;

const THRESHOLD: Duration = Duration::from_millis(1);

/// Reports each poll of `future` that takes longer than a threshold, 1 ms by default.
///
/// A poll that long keeps the thread from every other task; what takes it belongs to a blocking closure.
/// The report is made when the poll returns, within the task. Every poll costs two looks at the clock.
///
/// # Cancel safety
///
/// Cancel safe: dropping it drops the future, and means what dropping that means.
///
/// # Examples
///
/// ```
/// use anyrt_combinators::{futures_util::FutureExt, watch::report_slow_polls};
///
/// let handler = async { 42 };
/// let watched = report_slow_polls(handler, |slow| eprintln!("{slow}")).named("the handler");
/// assert_eq!(watched.now_or_never(), Some(42));
/// ```
#[expect(
    clippy::disallowed_methods,
    reason = "how long a poll keeps its thread is measured by the thread's clock, unless `clock` gives another"
)]
pub fn report_slow_polls<F, R>(future: F, report: R) -> ReportSlowPolls<F::IntoFuture, R>
where
    F: IntoFuture,
    R: FnMut(&SlowPoll),
{
    ReportSlowPolls {
        future: future.into_future(),
        report,
        clock: Instant::now,
        name: any::type_name::<F::IntoFuture>(),
        threshold: THRESHOLD,
        polls: 0,
    }
}

/// One poll that took too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SlowPoll {
    /// The name of the future: that of its type, if no other was given.
    pub name: &'static str,
    /// How long the poll took.
    pub duration: Duration,
    /// Which poll of the future it was, the first being 1.
    pub number: u64,
}

impl fmt::Display for SlowPoll {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            duration,
            number,
        } = self;
        write!(f, "poll {number} of {name} took {duration:?}")
    }
}

pin_project! {
    /// The future of [`report_slow_polls`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: dropping it drops the future, and means what dropping that means.
    #[must_use = "futures do nothing unless polled"]
    pub struct ReportSlowPolls<F, R, C = fn() -> Instant> {
        #[pin]
        future: F,
        report: R,
        clock: C,
        name: &'static str,
        threshold: Duration,
        polls: u64,
    }
}

impl<F, R, C> ReportSlowPolls<F, R, C> {
    /// Sets the name to report; by default it is that of the future's type.
    pub fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Sets how long a poll may take without being reported; 1 ms by default.
    pub fn threshold(mut self, threshold: Duration) -> Self {
        self.threshold = threshold;
        self
    }

    /// Measures on another clock than the system's, such as that of a simulation.
    pub fn clock<C2: FnMut() -> Instant>(self, clock: C2) -> ReportSlowPolls<F, R, C2> {
        ReportSlowPolls {
            future: self.future,
            report: self.report,
            clock,
            name: self.name,
            threshold: self.threshold,
            polls: self.polls,
        }
    }
}

impl<F, R, C> Future for ReportSlowPolls<F, R, C>
where
    F: Future,
    R: FnMut(&SlowPoll),
    C: FnMut() -> Instant,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        *this.polls += 1;
        let start = (this.clock)();
        let polled = this.future.poll(cx);
        let duration = (this.clock)().saturating_duration_since(start);
        if duration > *this.threshold {
            (this.report)(&SlowPoll {
                name: this.name,
                duration,
                number: *this.polls,
            });
        }
        polled
    }
}

impl<F, R, C> fmt::Debug for ReportSlowPolls<F, R, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReportSlowPolls")
            .field("name", &self.name)
            .field("threshold", &self.threshold)
            .field("polls", &self.polls)
            .finish_non_exhaustive()
    }
}
