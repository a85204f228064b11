use std::{
    fmt,
    num::NonZeroUsize,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::{Sink, TryStream, future::FusedFuture};

use super::{ForwardError, ForwardSide, state::State};

/// How many items are moved in one poll before others get a turn.
pub(super) const BUDGET: NonZeroUsize = NonZeroUsize::new(128).expect("it is not zero");

/// Moves the successes of `stream` into `sink` until the stream ends or either side fails.
///
/// It differs from [`forward`](super::forward) in that the stream's items are results; the error types of
/// the two sides need not be related.
///
/// # Errors
///
/// [`ForwardError`], which names the side that failed and holds both halves. What the sink took before
/// a failure of the stream was not flushed if it was not before.
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
/// ```
/// use anyrt_combinators::{
///     forward::{ForwardSide, try_forward},
///     futures_util::{FutureExt, sink, stream},
/// };
///
/// let mut lines = stream::iter([Ok("first"), Err("the disk is gone"), Ok("second")]);
/// let error = try_forward(&mut lines, sink::drain()).now_or_never().unwrap().unwrap_err();
/// assert_eq!(error.side, ForwardSide::Stream("the disk is gone"));
/// let rest = try_forward(error.stream, error.sink);
/// assert!(rest.now_or_never().unwrap().is_ok());
/// ```
pub const fn try_forward<St, Si>(stream: St, sink: Si) -> TryForward<St, Si>
where
    St: TryStream + Unpin,
    Si: Sink<St::Ok> + Unpin,
{
    TryForward {
        halves: Some((stream, sink)),
        state: State::WaitingForSend,
        is_dirty: false,
        budget: BUDGET,
        closes: false,
    }
}

/// The future of [`try_forward`].
///
/// # Errors
///
/// [`ForwardError`], which names the side that failed and holds both halves.
///
/// # Cancel safety
///
/// Cancel safe: an item leaves the stream only in the poll that hands it to the sink.
#[must_use = "futures do nothing unless polled"]
pub struct TryForward<St, Si> {
    /// Both, until they are given back.
    halves: Option<(St, Si)>,
    state: State,
    /// The sink has taken something that was not flushed.
    is_dirty: bool,
    budget: NonZeroUsize,
    closes: bool,
}

impl<St, Si> TryForward<St, Si> {
    /// Sets how many items are moved in one poll before the task yields; 128 by default.
    pub const fn budget(mut self, items: NonZeroUsize) -> Self {
        self.budget = items;
        self
    }

    /// Closes the sink once the stream has ended, rather than flush it.
    pub const fn close_at_end(mut self) -> Self {
        self.closes = true;
        self
    }
}

type Side<E, F> = Result<(), ForwardSide<E, F>>;

impl<St, Si> TryForward<St, Si>
where
    St: TryStream + Unpin,
    Si: Sink<St::Ok> + Unpin,
{
    /// Runs the machine until it waits, or the stream has ended and the sink is done.
    fn poll_halves(&mut self, cx: &mut Context<'_>) -> Poll<Side<St::Error, Si::Error>> {
        let Some((stream, sink)) = &mut self.halves else {
            panic!("`Forward` was polled after it had given its output");
        };
        let (mut stream, mut sink) = (Pin::new(stream), Pin::new(sink));
        let mut left = self.budget.get();
        loop {
            match self.state {
                State::WaitingForSend => {
                    ready!(sink.as_mut().poll_ready(cx)).map_err(ForwardSide::Sink)?;
                    self.state = State::WaitingForReceive;
                }
                State::WaitingForReceive if left == 0 => {
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                State::WaitingForReceive => match stream.as_mut().try_poll_next(cx) {
                    Poll::Ready(Some(Ok(item))) => {
                        left -= 1;
                        self.state = State::WaitingForSend;
                        self.is_dirty = true;
                        sink.as_mut().start_send(item).map_err(ForwardSide::Sink)?;
                    }
                    Poll::Ready(Some(Err(error))) => Err(ForwardSide::Stream(error))?,
                    Poll::Ready(None) => self.state = State::WaitingForEnd,
                    Poll::Pending => {
                        // A sink may use up the room it had while it flushes, so it is asked again.
                        self.state = State::WaitingForSend;
                        if self.is_dirty {
                            ready!(sink.as_mut().poll_flush(cx)).map_err(ForwardSide::Sink)?;
                            self.is_dirty = false;
                        }
                        return Poll::Pending;
                    }
                },
                State::WaitingForEnd if self.closes => {
                    return sink.as_mut().poll_close(cx).map_err(ForwardSide::Sink);
                }
                State::WaitingForEnd => {
                    return sink.as_mut().poll_flush(cx).map_err(ForwardSide::Sink);
                }
                State::Done => return Poll::Ready(Ok(())),
            }
        }
    }
}

impl<St, Si> Future for TryForward<St, Si>
where
    St: TryStream + Unpin,
    Si: Sink<St::Ok> + Unpin,
{
    type Output = Result<(St, Si), ForwardError<St, Si, St::Error, Si::Error>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let result = ready!(this.poll_halves(cx));
        this.state = State::Done;
        let (stream, sink) = this.halves.take().expect("they were polled just now");
        Poll::Ready(match result {
            Ok(()) => Ok((stream, sink)),
            Err(side) => Err(ForwardError::new(side, stream, sink)),
        })
    }
}

impl<St, Si> FusedFuture for TryForward<St, Si>
where
    St: TryStream + Unpin,
    Si: Sink<St::Ok> + Unpin,
{
    fn is_terminated(&self) -> bool {
        self.halves.is_none()
    }
}

// The halves are moved out at the end, and are polled only if they are `Unpin`.
impl<St, Si> Unpin for TryForward<St, Si> {}

impl<St, Si> fmt::Debug for TryForward<St, Si> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TryForward")
            .field("state", &self.state)
            .field("budget", &self.budget)
            .field("closes", &self.closes)
            .finish_non_exhaustive()
    }
}
