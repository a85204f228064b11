use std::{
    fmt,
    io::{self, IoSlice, IoSliceMut},
    os::fd::{AsFd, BorrowedFd},
    pin::Pin,
    task::{Context, Poll},
};

use anyrt_traits::{
    io::{AsyncRead, AsyncWrite, ByteRead, ByteWrite, ReadCursor},
    net::{Interest, ReadySource, Waiter},
};

use crate::socket;

/// The reading end of a pipe.
pub struct ReadPipe<S> {
    source: S,
    waiter: Waiter,
}

/// The writing end of a pipe, until it is closed.
///
/// Writing into a pipe that nobody reads gives [`io::ErrorKind::BrokenPipe`] in a process that ignores
/// `SIGPIPE`, as those of Rust do; no system call on a pipe keeps the signal away from a process that does
/// not.
pub struct WritePipe<S> {
    source: Option<S>,
    waiter: Waiter,
}

impl<S: ReadySource> ReadPipe<S> {
    /// Takes a registered pipe.
    pub const fn new(source: S) -> Self {
        Self {
            source,
            waiter: Waiter::new(),
        }
    }

    /// Takes the registered pipe out.
    pub fn into_inner(self) -> S {
        self.source
    }

    fn poll_io<R>(
        &mut self,
        cx: &mut Context<'_>,
        operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        self.source
            .poll_io(cx, &mut self.waiter, Interest::Readable, operation)
    }
}

impl<S: ReadySource + Unpin> AsyncRead for ReadPipe<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        if buf.is_empty() {
            return Poll::Ready(Ok(0));
        }
        self.get_mut()
            .poll_io(cx, |fd| Ok(rustix::io::read(fd, &mut *buf)?))
    }

    fn poll_read_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &mut [IoSliceMut<'_>],
    ) -> Poll<io::Result<usize>> {
        if socket::is_empty(bufs) {
            return Poll::Ready(Ok(0));
        }
        self.get_mut()
            .poll_io(cx, |fd| Ok(rustix::io::readv(fd, &mut *bufs)?))
    }
}

impl<S: ReadySource + Unpin> ByteRead for ReadPipe<S> {
    fn poll_read_uninit(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        if cursor.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        self.get_mut().poll_io(cx, |fd| {
            cursor.fill_with(|room| rustix::io::read(fd, room).map(|(read, _)| read))?;
            Ok(())
        })
    }
}

impl<S: ReadySource> WritePipe<S> {
    /// Takes a registered pipe.
    pub const fn new(source: S) -> Self {
        Self {
            source: Some(source),
            waiter: Waiter::new(),
        }
    }

    /// Takes the registered pipe out, unless it is closed.
    pub fn into_inner(self) -> Option<S> {
        self.source
    }

    fn poll_io(
        &mut self,
        cx: &mut Context<'_>,
        operation: impl FnMut(BorrowedFd<'_>) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        let Some(source) = &self.source else {
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        };
        source.poll_io(cx, &mut self.waiter, Interest::Writable, operation)
    }
}

impl<S: ReadySource + Unpin> AsyncWrite for WritePipe<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        if buf.is_empty() {
            return Poll::Ready(Ok(0));
        }
        self.get_mut()
            .poll_io(cx, |fd| Ok(rustix::io::write(fd, buf)?))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if socket::is_empty(bufs) {
            return Poll::Ready(Ok(0));
        }
        self.get_mut()
            .poll_io(cx, |fd| Ok(rustix::io::writev(fd, bufs)?))
    }

    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.waiter.leave();
        drop(self.source.take());
        Poll::Ready(Ok(()))
    }
}

impl<S: ReadySource + Unpin> ByteWrite for WritePipe<S> {
    fn is_write_vectored(&self) -> bool {
        true
    }
}

impl<S: ReadySource> AsFd for ReadPipe<S> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.source.as_fd()
    }
}

impl<S> fmt::Debug for ReadPipe<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadPipe").finish_non_exhaustive()
    }
}

impl<S> fmt::Debug for WritePipe<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WritePipe")
            .field("is_closed", &self.source.is_none())
            .finish_non_exhaustive()
    }
}
