use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::{Sink, TryStream};

use super::{ForwardSide, state::State};

/// How a run of the machine ends: with success, or with the side that failed.
pub(super) type Side<E, F> = Result<(), ForwardSide<E, F>>;

/// One poll of a forward.
pub(super) struct Machine {
    pub(super) state: State,
    /// The sink has taken something that was not flushed.
    pub(super) is_dirty: bool,
    /// How many items are moved at the most.
    pub(super) budget: usize,
    pub(super) closes: bool,
}

impl Machine {
    /// Goes from state to state until one of them waits, or the last is over.
    pub(super) fn run<St: TryStream, Si: Sink<St::Ok>>(
        &mut self,
        cx: &mut Context<'_>,
        mut stream: Pin<&mut St>,
        mut sink: Pin<&mut Si>,
    ) -> Poll<Side<St::Error, Si::Error>> {
        if self.state == State::WaitingForReceive {
            // A sink may have used up the room it had while it flushed, so it is asked again.
            self.state = State::WaitingForSend;
        }
        loop {
            match self.state {
                State::WaitingForSend => {
                    ready!(sink.as_mut().poll_ready(cx)).map_err(ForwardSide::Sink)?;
                    self.state = State::WaitingForReceive;
                }
                State::WaitingForReceive => {
                    ready!(self.receive(cx, stream.as_mut(), sink.as_mut()))?;
                }
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

    /// Moves items, one after the other, as long as both sides are ready: until the stream ends.
    ///
    /// Once a poll, and in a loop of its own, whose count stays in a register.
    fn receive<St: TryStream, Si: Sink<St::Ok>>(
        &mut self,
        cx: &mut Context<'_>,
        mut stream: Pin<&mut St>,
        mut sink: Pin<&mut Si>,
    ) -> Poll<Side<St::Error, Si::Error>> {
        for moved in 0..self.budget {
            match stream.as_mut().try_poll_next(cx) {
                Poll::Ready(Some(Ok(item))) => {
                    sink.as_mut().start_send(item).map_err(ForwardSide::Sink)?;
                    if sink
                        .as_mut()
                        .poll_ready(cx)
                        .map_err(ForwardSide::Sink)?
                        .is_pending()
                    {
                        self.is_dirty = true;
                        self.state = State::WaitingForSend;
                        return Poll::Pending;
                    }
                }
                Poll::Ready(Some(Err(error))) => Err(ForwardSide::Stream(error))?,
                Poll::Ready(None) => {
                    self.state = State::WaitingForEnd;
                    return Poll::Ready(Ok(()));
                }
                Poll::Pending => {
                    self.is_dirty |= moved > 0;
                    if self.is_dirty {
                        ready!(sink.as_mut().poll_flush(cx)).map_err(ForwardSide::Sink)?;
                        self.is_dirty = false;
                    }
                    return Poll::Pending;
                }
            }
        }
        self.is_dirty = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
