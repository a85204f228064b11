//! Sending and receiving at once.
//!
//! A client may send a long pipeline before it reads the first reply. A server that sent all
//! replies before it received again would then wait for the client to read, while the client waits
//! for the server to do so. Hence one poll that tries both directions: it is woken by either.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use anyrt::io::{ByteReadExt, ByteStream};

use super::batch::Buffers;

/// What became of the exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// Bytes have come.
    Received,
    /// Bytes have gone, and there is more to do.
    Sent,
    /// The client will send nothing more.
    EndOfStream,
}

/// Sends what waits in the buffers and receives what has come.
///
/// Ready when there is something to answer or nothing more will come.
pub(super) fn poll_exchange<S: ByteStream>(
    stream: &mut S,
    buffers: &mut Buffers,
    context: &mut Context<'_>,
) -> Poll<io::Result<Event>> {
    let sent = poll_send(stream, buffers, context)?;
    if !buffers.is_backlogged() {
        if buffers.has_unanswered() {
            return Poll::Ready(Ok(Event::Sent));
        }
        if let Poll::Ready(count) = Pin::new(&mut stream.read_append(buffers.room())).poll(context)
        {
            let event = if count? == 0 {
                Event::EndOfStream
            } else {
                Event::Received
            };
            return Poll::Ready(Ok(event));
        }
    }
    if sent && !buffers.unsent().is_empty() {
        return Poll::Ready(Ok(Event::Sent));
    }
    Poll::Pending
}

/// Sends as much as the system takes and returns whether that was anything.
fn poll_send<S: ByteStream>(
    stream: &mut S,
    buffers: &mut Buffers,
    context: &mut Context<'_>,
) -> io::Result<bool> {
    let mut sent = false;
    while !buffers.unsent().is_empty() {
        match Pin::new(&mut *stream).poll_write(context, buffers.unsent()) {
            Poll::Pending => break,
            Poll::Ready(Ok(0)) => return Err(io::ErrorKind::WriteZero.into()),
            Poll::Ready(count) => buffers.mark_sent(count?),
        }
        sent = true;
    }
    Ok(sent)
}
