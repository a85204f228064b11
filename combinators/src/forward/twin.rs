use std::{
    convert::Infallible,
    future::poll_fn,
    pin::Pin,
    task::{Poll, ready},
};

use anyrt_traits::task::yield_now;
use futures_util::{Sink, Stream};

use super::{ForwardError, ForwardSide, try_forward::BUDGET};

/// Does what [`forward`](super::forward) does, written as an `async fn`.
///
/// The enum that the compiler makes of it is the one that [`Forward`](super::Forward) spells out: one
/// variant for each `await`, holding what lives across it.
///
/// # Errors
///
/// [`ForwardError`], which holds both halves; the side is always the sink.
///
/// # Cancel safety
///
/// Cancel safe: an item leaves the stream only in the poll that hands it to the sink. Halves passed by
/// `&mut` can be used again.
pub async fn forward_async<St, Si>(
    mut stream: St,
    mut sink: Si,
) -> Result<(St, Si), ForwardError<St, Si, Infallible, Si::Error>>
where
    St: Stream + Unpin,
    Si: Sink<St::Item> + Unpin,
{
    match move_all(&mut stream, &mut sink).await {
        Ok(()) => Ok((stream, sink)),
        Err(error) => Err(ForwardError::new(ForwardSide::Sink(error), stream, sink)),
    }
}

async fn move_all<St, Si>(stream: &mut St, sink: &mut Si) -> Result<(), Si::Error>
where
    St: Stream + Unpin,
    Si: Sink<St::Item> + Unpin,
{
    let mut is_dirty = false;
    let mut left = BUDGET.get();
    loop {
        let received = poll_fn(|cx| {
            // A sink may use up the room it had while it flushes, so each poll asks for it again.
            ready!(Pin::new(&mut *sink).poll_ready(cx))?;
            if let Poll::Ready(item) = Pin::new(&mut *stream).poll_next(cx) {
                return Poll::Ready(Ok(item));
            }
            left = BUDGET.get();
            if is_dirty {
                ready!(Pin::new(&mut *sink).poll_flush(cx))?;
                is_dirty = false;
            }
            Poll::Pending
        });
        let Some(item) = received.await? else {
            return poll_fn(|cx| Pin::new(&mut *sink).poll_flush(cx)).await;
        };
        is_dirty = true;
        Pin::new(&mut *sink).start_send(item)?;
        left -= 1;
        if left == 0 {
            yield_now().await;
            left = BUDGET.get();
        }
    }
}
