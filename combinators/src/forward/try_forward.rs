use std::{
    fmt,
    num::NonZeroUsize,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::{Sink, TryStream, future::FusedFuture};

use super::{
    ForwardError,
    machine::{Machine, Side},
    state::State,
};

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
        // The machine runs on locals, which stay in registers. If it panics, what is left here must do:
        // room is asked for at each start, and a flush too many is harmless.
        let mut machine = Machine {
            state: self.state,
            is_dirty: self.is_dirty,
            budget: self.budget.get(),
            closes: self.closes,
        };
        self.is_dirty = true;
        let result = machine.run(cx, Pin::new(stream), Pin::new(sink));
        self.state = machine.state;
        self.is_dirty = machine.is_dirty;
        result
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
