use std::{num::NonZeroUsize, time::Duration};

use anyrt_traits::time::Timer;
use futures_util::Stream;

use super::{ChunksTimeout, Debounce, IdleTimeout, Sample, Throttle};

/// Changes the pace of a stream, or limits how long it may be silent.
///
/// Implemented for every [`Stream`].
///
/// # Examples
///
/// ```
/// use std::{num::NonZeroUsize, time::Duration};
///
/// use anyrt_combinators::{futures_util::{Stream, StreamExt}, time::StreamTimeExt};
/// use anyrt_traits::Runtime;
///
/// const ROWS: NonZeroUsize = NonZeroUsize::new(500).unwrap();
///
/// /// Writes rows in batches, none of which waits for more than a second.
/// async fn write_all<R: Runtime>(rt: R, rows: impl Stream<Item = u64>) {
///     let batches = rows.chunks_timeout(rt, ROWS, Duration::from_secs(1));
///     batches.for_each(async |batch| drop(batch)).await;
/// }
/// ```
pub trait StreamTimeExt: Stream {
    /// Lets an item through, and then none for `gap`.
    ///
    /// Nothing is lost: the stream is not polled during the gap. An end that comes during it is told after
    /// it.
    fn throttle<T: Timer>(self, timer: T, gap: Duration) -> Throttle<Self, T>
    where
        Self: Sized,
    {
        Throttle::new(self, timer, gap)
    }

    /// Gives an item once no other has followed it for `quiet`.
    ///
    /// Items that are followed sooner are dropped. What is held when the stream ends is given at once.
    fn debounce<T: Timer>(self, timer: T, quiet: Duration) -> Debounce<Self, T>
    where
        Self: Sized,
    {
        Debounce::new(self, timer, quiet)
    }

    /// Gives the last item of each `period` in which there was one.
    ///
    /// The periods follow each other from this call on; the others of a period are dropped. What is held
    /// when the stream ends is given at once. A period of zero holds nothing back for long: the last item
    /// is given by the poll that finds the stream silent, or has taken 128 of them.
    fn sample<T: Timer>(self, timer: T, period: Duration) -> Sample<Self, T>
    where
        Self: Sized,
    {
        Sample::new(self, timer, period)
    }

    /// Gathers items and gives them once there are `max`, or once the first of them has waited for `limit`.
    ///
    /// No chunk is empty. What was gathered when the stream ends is given at once.
    fn chunks_timeout<T: Timer>(
        self,
        timer: T,
        max: NonZeroUsize,
        limit: Duration,
    ) -> ChunksTimeout<Self, T>
    where
        Self: Sized,
    {
        ChunksTimeout::new(self, timer, max, limit)
    }

    /// Gives [`Elapsed`](super::Elapsed) when an item was waited for as long as `limit`.
    ///
    /// The silence is measured while somebody waits: it begins at the first poll that finds no item. An
    /// item that is there beats a limit that has passed. The stream goes on after the error, and the
    /// silence that follows is measured anew.
    fn idle_timeout<T: Timer>(self, timer: T, limit: Duration) -> IdleTimeout<Self, T>
    where
        Self: Sized,
    {
        IdleTimeout::new(self, timer, limit)
    }
}

impl<St: Stream + ?Sized> StreamTimeExt for St {}
