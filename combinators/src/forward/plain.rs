use std::{
    convert::Infallible,
    fmt,
    num::NonZeroUsize,
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::{Sink, Stream, future::FusedFuture};

use super::{ForwardError, TryForward, infallible::Plain, try_forward};

/// Moves every item of `stream` into `sink` until the stream ends or the sink fails.
///
/// Gives both halves back. The sink is asked for room before the stream is asked for an item, so no item
/// is ever between the two. The sink is flushed when the stream has nothing and once more at the end; after
/// 128 items in a row the task yields. [`Forward::budget`] and [`Forward::close_at_end`] change that.
///
/// Halves that are not `Unpin` are passed as `Box::pin(half)` or `pin!(half)`.
///
/// # Errors
///
/// [`ForwardError`], which names the side that failed, here always the sink, and holds both halves.
///
/// # Panics
///
/// If the future is polled after it has given its output.
///
/// # Cancel safety
///
/// Cancel safe: an item leaves the stream only in the poll that hands it to the sink. Halves passed by
/// `&mut` can be used again.
///
/// # Examples
///
/// From the receiver of one channel into the sender of another:
///
/// ```
/// use anyrt_combinators::forward::forward;
/// use futures_channel::mpsc;
///
/// # futures_util::future::FutureExt::now_or_never(async {
/// let (letterbox, letters) = mpsc::unbounded();
/// let (carrier, mut doorstep) = mpsc::unbounded();
/// letterbox.unbounded_send("a letter")?;
/// drop(letterbox);
///
/// forward(letters, carrier).close_at_end().await?;
/// assert_eq!(doorstep.try_recv()?, "a letter");
/// assert!(doorstep.try_recv().is_err(), "the channel is closed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # }).unwrap().unwrap();
/// ```
pub const fn forward<St, Si>(stream: St, sink: Si) -> Forward<St, Si>
where
    St: Stream + Unpin,
    Si: Sink<St::Item> + Unpin,
{
    Forward {
        inner: try_forward(Plain(stream), sink),
    }
}

/// The future of [`forward`].
///
/// # Errors
///
/// [`ForwardError`], which names the side that failed, here always the sink, and holds both halves.
///
/// # Cancel safety
///
/// Cancel safe: an item leaves the stream only in the poll that hands it to the sink.
#[must_use = "futures do nothing unless polled"]
pub struct Forward<St, Si> {
    inner: TryForward<Plain<St>, Si>,
}

impl<St, Si> Forward<St, Si> {
    /// Sets how many items are moved in one poll before the task yields; 128 by default.
    pub fn budget(self, items: NonZeroUsize) -> Self {
        let inner = self.inner.budget(items);
        Self { inner }
    }

    /// Closes the sink once the stream has ended, rather than flush it.
    pub fn close_at_end(self) -> Self {
        let inner = self.inner.close_at_end();
        Self { inner }
    }
}

impl<St, Si> Future for Forward<St, Si>
where
    St: Stream + Unpin,
    Si: Sink<St::Item> + Unpin,
{
    type Output = Result<(St, Si), ForwardError<St, Si, Infallible, Si::Error>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.get_mut().inner)
            .poll(cx)
            .map_ok(|(Plain(stream), sink)| (stream, sink))
            .map_err(|error| error.map_stream(|Plain(stream)| stream))
    }
}

impl<St, Si> FusedFuture for Forward<St, Si>
where
    St: Stream + Unpin,
    Si: Sink<St::Item> + Unpin,
{
    fn is_terminated(&self) -> bool {
        self.inner.is_terminated()
    }
}

impl<St, Si> fmt::Debug for Forward<St, Si> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Forward").field(&self.inner).finish()
    }
}
