use std::{error::Error, fmt};

/// Says which side ended a forward, and gives both halves back.
///
/// No item is lost with it but the one whose sending failed, which the sink has had.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ForwardError<St, Si, E, F> {
    /// The side that failed, with its error.
    pub side: ForwardSide<E, F>,
    /// The stream.
    pub stream: St,
    /// The sink; what it took before the failure may not have been flushed.
    pub sink: Si,
}

/// The side that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a forward has these two sides, and matching on both without a third arm is the use"
)]
pub enum ForwardSide<E, F> {
    /// The stream gave this error.
    Stream(E),
    /// The sink gave this error.
    Sink(F),
}

impl<St, Si, E, F> ForwardError<St, Si, E, F> {
    pub(super) const fn new(side: ForwardSide<E, F>, stream: St, sink: Si) -> Self {
        Self { side, stream, sink }
    }

    pub(super) fn map_stream<T>(self, unwrap: impl FnOnce(St) -> T) -> ForwardError<T, Si, E, F> {
        ForwardError::new(self.side, unwrap(self.stream), self.sink)
    }
}

impl<St, Si, E: fmt::Debug, F: fmt::Debug> fmt::Debug for ForwardError<St, Si, E, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ForwardError")
            .field("side", &self.side)
            .finish_non_exhaustive()
    }
}

impl<St, Si, E, F> fmt::Display for ForwardError<St, Si, E, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.side {
            ForwardSide::Stream(_) => "the stream failed while it was forwarded",
            ForwardSide::Sink(_) => "the sink failed while it was forwarded into",
        })
    }
}

impl<St, Si, E, F> Error for ForwardError<St, Si, E, F>
where
    E: Error + 'static,
    F: Error + 'static,
{
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.side {
            ForwardSide::Stream(error) => Some(error),
            ForwardSide::Sink(error) => Some(error),
        }
    }
}
