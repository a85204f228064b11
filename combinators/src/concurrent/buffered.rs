//! The buffer: it takes futures from a stream, runs them, and keeps what nobody has asked for yet.

use std::{
    collections::VecDeque,
    fmt,
    num::NonZeroUsize,
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::{Stream, stream::FusedStream};
use pin_project_lite::pin_project;

use super::{
    body::{EachBody, FoldBody, TryEachBody},
    consume::{Consume, Fold, ForEach, TryForEach},
    progress::ProgressWhile,
    queue::Queue,
};
use crate::set::{FuturesOrdered, FuturesUnordered};

/// How many futures one poll takes from the stream before it lets others have the thread.
const PULLS: u8 = 128;

/// Runs the futures of a stream, at most `bound` at a time, and gives their outputs as they come.
///
/// A stream and a closure that makes futures of its items are a stream of futures: `stream.map(make)`.
///
/// # Examples
///
/// ```
/// use std::{num::NonZeroUsize, time::Duration};
/// use anyrt_combinators::{concurrent, futures_util::{StreamExt, stream}};
/// use anyrt_traits::time::Timer;
///
/// async fn look_at_all<T: Timer>(rt: &T, pages: Vec<u32>) -> u32 {
///     let fetches = stream::iter(pages).map(|page| async move {
///         rt.sleep(Duration::from_millis(10)).await;
///         page * 2
///     });
///     let eight = NonZeroUsize::new(8).expect("it is not zero");
///     concurrent::unordered(fetches, eight)
///         .fold(0, async |sum, page| {
///             // The other fetches go on meanwhile.
///             rt.sleep(Duration::from_millis(10)).await;
///             sum + page
///         })
///         .await
/// }
/// ```
pub fn unordered<St>(stream: St, bound: NonZeroUsize) -> Unordered<St>
where
    St: Stream<Item: Future>,
{
    Concurrent::new(stream, bound)
}

/// Runs the futures of a stream, at most `bound` at a time, and gives their outputs in the stream's order.
///
/// A future that is done before its turn keeps its place in the bound. See [`unordered`].
///
/// # Examples
///
/// ```
/// use std::{future::ready, num::NonZeroUsize};
/// use anyrt_combinators::{concurrent, futures_util::stream};
/// # use anyrt_combinators::futures_util::FutureExt;
/// # let wait = async {
/// let two = NonZeroUsize::new(2).expect("it is not zero");
/// let mut seen = Vec::new();
/// concurrent::ordered(stream::iter([ready(1), ready(2), ready(3)]), two)
///     .for_each(|output| {
///         seen.push(output);
///         ready(())
///     })
///     .await;
/// assert_eq!(seen, [1, 2, 3]);
/// # };
/// # wait.now_or_never().unwrap();
/// ```
pub fn ordered<St>(stream: St, bound: NonZeroUsize) -> Ordered<St>
where
    St: Stream<Item: Future>,
{
    Concurrent::new(stream, bound)
}

/// The stream of [`unordered`].
pub type Unordered<St> = Concurrent<St, FuturesUnordered<<St as Stream>::Item>>;

/// The stream of [`ordered`].
pub type Ordered<St> = Concurrent<St, FuturesOrdered<<St as Stream>::Item>>;

pin_project! {
    /// Futures of a stream, a bounded number of which runs at a time.
    ///
    /// Use [`for_each`](Self::for_each), [`try_for_each`](Self::try_for_each), [`fold`](Self::fold), or
    /// [`progress_while`](Self::progress_while) around whatever is awaited between two items: then the
    /// futures make progress all the time.
    ///
    /// It is a `Stream` too, which makes progress **only while it is polled**: a loop that awaits anything
    /// else than the next item stops every future inside for that long. If it waits for a lock that one of
    /// them has, or is next in line for, it waits for ever.
    ///
    /// - The bound is for futures that were taken from the stream and whose output was not given yet,
    ///   whether they are done or not. The output that a body works on is not counted.
    /// - The stream of futures is polled only while there is room, and not again after its end.
    /// - A future is polled when it was woken; the stream and the body whenever the whole is polled.
    /// - One poll takes at most 128 futures from the stream, takes at most 128 outputs in a row, and starts at
    ///   most 128 bodies. It wakes itself to go on.
    ///
    /// A body must not wait for a future that has no place yet: it would wait for ever.
    #[must_use = "streams do nothing unless polled"]
    pub struct Concurrent<St: Stream, Q>
    where
        St::Item: Future,
    {
        // `None` after its end.
        #[pin]
        source: Option<St>,
        queue: Q,
        // What was done while nobody asked for it.
        done: VecDeque<<St::Item as Future>::Output>,
        bound: usize,
        // How many futures this poll may still take from the stream.
        pulls: u8,
    }
}

impl<St, Q> Concurrent<St, Q>
where
    St: Stream<Item: Future>,
    Q: Queue<St::Item>,
{
    pub(super) fn new(stream: St, bound: NonZeroUsize) -> Self {
        Self {
            source: Some(stream),
            queue: Q::default(),
            done: VecDeque::new(),
            bound: bound.get(),
            pulls: PULLS,
        }
    }

    /// Returns how many futures were taken from the stream and have not given their output to anybody.
    #[must_use]
    pub fn len(&self) -> usize {
        self.queue.held() + self.done.len()
    }

    /// Returns whether no output is to come of a future that was taken from the stream.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Runs `body` on each output, one after the other, until the stream has ended and all is done.
    ///
    /// The futures go on while the body pends.
    ///
    /// # Panics
    ///
    /// If a future, the stream or the body panics, or it is polled after completion.
    ///
    /// # Cancel safety
    ///
    /// *Lossy*: the futures that run, outputs that no body was run on, and the body are dropped.
    pub fn for_each<F, Fut>(self, body: F) -> ForEach<St, Q, F, Fut>
    where
        F: FnMut(<St::Item as Future>::Output) -> Fut,
        Fut: Future<Output = ()>,
    {
        Consume::new(self, EachBody::new(body))
    }

    /// Runs `body` on each output, one after the other, until it fails, or the stream has ended and all is
    /// done.
    ///
    /// The futures go on while the body pends. After an error they are dropped, with the outputs that no
    /// body was run on, before it is returned.
    ///
    /// # Errors
    ///
    /// The first error of the body.
    ///
    /// # Panics
    ///
    /// As [`for_each`](Self::for_each).
    ///
    /// # Cancel safety
    ///
    /// *Lossy*: the futures that run, outputs that no body was run on, and the body are dropped.
    pub fn try_for_each<F, Fut, E>(self, body: F) -> TryForEach<St, Q, F, Fut>
    where
        F: FnMut(<St::Item as Future>::Output) -> Fut,
        Fut: Future<Output = Result<(), E>>,
    {
        Consume::new(self, TryEachBody::new(body))
    }

    /// Makes one value of all outputs: `body` gets the value so far and an output, and gives the next.
    ///
    /// The futures go on while the body pends.
    ///
    /// # Panics
    ///
    /// As [`for_each`](Self::for_each).
    ///
    /// # Cancel safety
    ///
    /// *Lossy*: the value so far is dropped too, with the futures that run, outputs that no body was run
    /// on, and the body.
    pub fn fold<T, F, Fut>(self, start: T, body: F) -> Fold<St, Q, T, F, Fut>
    where
        F: FnMut(T, <St::Item as Future>::Output) -> Fut,
        Fut: Future<Output = T>,
    {
        Consume::new(self, FoldBody::new(start, body))
    }

    /// Waits for `future`, and has the futures of the stream go on while it pends.
    ///
    /// What they give meanwhile is kept for the next item that is asked for, within the bound.
    ///
    /// # Panics
    ///
    /// If a future, or the stream, panics.
    ///
    /// # Cancel safety
    ///
    /// *Cancel safe* if `future` is: nothing is lost of the stream.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::{future::ready, num::NonZeroUsize, pin::pin};
    /// use anyrt_combinators::{concurrent, futures_util::{StreamExt, stream}};
    /// # use anyrt_combinators::futures_util::FutureExt;
    /// # let wait = async {
    /// let two = NonZeroUsize::new(2).expect("it is not zero");
    /// let mut outputs = pin!(concurrent::unordered(stream::iter([ready(1), ready(2)]), two));
    /// while let Some(output) = outputs.next().await {
    ///     let work = async { assert!(output < 3) };
    ///     outputs.as_mut().progress_while(work).await;
    /// }
    /// # };
    /// # wait.now_or_never().unwrap();
    /// ```
    pub fn progress_while<Fut: Future>(
        self: Pin<&mut Self>,
        future: Fut,
    ) -> ProgressWhile<'_, St, Q, Fut> {
        ProgressWhile::new(self, future)
    }

    /// Allows this poll as many futures of the stream as any.
    #[inline]
    pub(super) fn start_poll(self: Pin<&mut Self>) {
        *self.project().pulls = PULLS;
    }

    /// Has the futures go on, and keeps what they give. It wakes the parent when there is more to do.
    pub(super) fn poll_progress(mut self: Pin<&mut Self>, cx: &mut Context<'_>) {
        self.as_mut().fill(cx);
        let this = self.project();
        // It is pending now and then, however many are ready.
        while let Poll::Ready(Some(output)) = Pin::new(&mut *this.queue).poll_next(cx) {
            this.done.push_back(output);
        }
    }

    /// Finds the next output.
    pub(super) fn poll_output(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<<St::Item as Future>::Output>> {
        if let Some(output) = self.as_mut().project().done.pop_front() {
            // Its place is free when the caller has it: the next poll takes another future.
            return Poll::Ready(Some(output));
        }
        self.as_mut().fill(cx);
        let this = self.project();
        match Pin::new(&mut *this.queue).poll_next(cx) {
            Poll::Ready(None) if this.source.is_some() => Poll::Pending,
            poll => poll,
        }
    }

    /// Takes futures from the stream while there is room.
    fn fill(self: Pin<&mut Self>, cx: &mut Context<'_>) {
        let mut this = self.project();
        while this.queue.held() + this.done.len() < *this.bound {
            let Some(source) = this.source.as_mut().as_pin_mut() else {
                return;
            };
            if *this.pulls == 0 {
                cx.waker().wake_by_ref();
                return;
            }
            *this.pulls -= 1;
            match source.poll_next(cx) {
                Poll::Ready(Some(future)) => this.queue.add(future),
                Poll::Ready(None) => this.source.set(None),
                Poll::Pending => return,
            }
        }
    }
}

impl<St, Q> Stream for Concurrent<St, Q>
where
    St: Stream<Item: Future>,
    Q: Queue<St::Item>,
{
    type Item = <St::Item as Future>::Output;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.as_mut().start_poll();
        self.poll_output(cx)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.len();
        let (lower, upper) = self.source.as_ref().map_or((0, Some(0)), St::size_hint);
        let upper = upper.and_then(|upper| upper.checked_add(len));
        (lower.saturating_add(len), upper)
    }
}

impl<St, Q> FusedStream for Concurrent<St, Q>
where
    St: Stream<Item: Future>,
    Q: Queue<St::Item>,
{
    fn is_terminated(&self) -> bool {
        self.source.is_none() && self.is_empty()
    }
}

impl<St, Q> fmt::Debug for Concurrent<St, Q>
where
    St: Stream<Item: Future>,
    Q: Queue<St::Item>,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Concurrent")
            .field("len", &self.len())
            .field("bound", &self.bound)
            .field("has_source", &self.source.is_some())
            .finish_non_exhaustive()
    }
}
