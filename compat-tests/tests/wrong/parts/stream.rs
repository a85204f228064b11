use std::{
    io::{self, IoSlice, IoSliceMut},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker, ready},
};

use anyrt_traits::io::{AsyncRead, AsyncWrite, ByteRead, ByteWrite, ReadCursor};
use rustix::process::{Signal, getpid, kill_process};

use super::relay::Relay;
use crate::fault::Fault;

/// A stream, or a half of one, that has a fault.
pub(crate) struct WrongStream<S> {
    pub(crate) inner: S,
    pub(crate) fault: Fault,
    relay: Arc<Relay>,
    is_at_end: bool,
    /// Where the read that waits wants its bytes.
    waiting_for: Option<usize>,
}

impl<S> WrongStream<S> {
    pub(crate) fn new(inner: S, fault: Fault) -> Self {
        Self {
            inner,
            fault,
            relay: Arc::default(),
            is_at_end: false,
            waiting_for: None,
        }
    }

    /// Returns the waker to leave with the stream.
    fn waker(&self, cx: &Context<'_>) -> Waker {
        if self.fault == Fault::OneWaker {
            self.relay.put(cx.waker());
            return Waker::from(self.relay.clone());
        }
        cx.waker().clone()
    }

    /// Makes an error of what was read, if that is the fault.
    fn spoil(&mut self, count: io::Result<usize>, room: usize) -> io::Result<usize> {
        match self.fault {
            Fault::EndOnce if room > 0 && matches!(count, Ok(0)) => {
                if self.is_at_end {
                    return Err(io::ErrorKind::NotConnected.into());
                }
                self.is_at_end = true;
            }
            Fault::ResetIsOther => return count.map_err(io::Error::other),
            _ => {}
        }
        count
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for WrongStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let waker = self.waker(cx);
        let cx = &mut Context::from_waker(&waker);
        let place = buf.as_ptr().addr();
        if self.fault == Fault::ReadsAhead
            && self
                .waiting_for
                .take()
                .is_some_and(|wanted| wanted != place)
            && !buf.is_empty()
        {
            let _lost = Pin::new(&mut self.inner).poll_read(cx, &mut [0]);
        }
        let polled = Pin::new(&mut self.inner).poll_read(cx, buf);
        if polled.is_pending() {
            self.waiting_for = Some(place);
        }
        let count = ready!(polled);
        Poll::Ready(self.spoil(count, buf.len()))
    }

    fn poll_read_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &mut [IoSliceMut<'_>],
    ) -> Poll<io::Result<usize>> {
        let waker = self.waker(cx);
        let cx = &mut Context::from_waker(&waker);
        let count = ready!(Pin::new(&mut self.inner).poll_read_vectored(cx, bufs));
        Poll::Ready(self.spoil(count, bufs.iter().map(|buf| buf.len()).sum()))
    }
}

impl<S: ByteRead + Unpin> ByteRead for WrongStream<S> {
    fn poll_read_uninit(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let waker = self.waker(cx);
        let cx = &mut Context::from_waker(&waker);
        let (before, room) = (cursor.filled_len(), cursor.remaining());
        let result = ready!(Pin::new(&mut self.inner).poll_read_uninit(cx, cursor));
        let count = result.map(|()| cursor.filled_len() - before);
        if self.fault == Fault::FillsTooMuch && before > 0 && cursor.remaining() > 0 {
            cursor.put_slice(&[0]);
        }
        Poll::Ready(self.spoil(count, room).map(drop))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for WrongStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let waker = self.waker(cx);
        let cx = &mut Context::from_waker(&waker);
        Pin::new(&mut self.inner).poll_write(cx, buf)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let waker = self.waker(cx);
        let cx = &mut Context::from_waker(&waker);
        let first = bufs.iter().find(|buf| !buf.is_empty());
        match (self.fault, first) {
            (Fault::FirstBufferOnly, Some(first)) => {
                Pin::new(&mut self.inner).poll_write(cx, first)
            }
            (Fault::Kills, _) => {
                let polled = Pin::new(&mut self.inner).poll_write_vectored(cx, bufs);
                if matches!(&polled, Poll::Ready(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe)
                {
                    kill_process(getpid(), Signal::PIPE).ok();
                }
                polled
            }
            _ => Pin::new(&mut self.inner).poll_write_vectored(cx, bufs),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.fault == Fault::CloseOnlyFlushes {
            return Pin::new(&mut self.inner).poll_flush(cx);
        }
        Pin::new(&mut self.inner).poll_close(cx)
    }
}

impl<S: ByteWrite + Unpin> ByteWrite for WrongStream<S> {
    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }
}
