use std::{
    fmt,
    io::{self, IoSlice, IoSliceMut},
    net::TcpStream as StdTcpStream,
    os::{
        fd::{AsFd, BorrowedFd},
        unix::net::UnixStream as StdUnixStream,
    },
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use anyrt_traits::{
    io::{AsyncRead, AsyncWrite, ByteRead, ByteStream, ByteWrite, ReadCursor, ReuniteError},
    net::{Interest, UnixAddr},
};
use async_io::Async;

use super::{
    ReadHalf, WriteHalf,
    socket::{Socket, Waits},
    stream_waker::StreamWaker,
};
use crate::{life::Lifetime, socket};

/// A stream socket on async-io.
pub struct Stream<T: AsFd> {
    pub(super) connection: Arc<Connection<T>>,
    read_waker: StreamWaker,
    write_waker: StreamWaker,
}

/// A TCP connection on async-io.
pub type TcpStream = Stream<StdTcpStream>;
/// A connected Unix stream socket on async-io.
pub type UnixStream = Stream<StdUnixStream>;

impl<T: AsFd> Stream<T> {
    /// Takes a registered socket into a runtime's lifetime.
    ///
    /// # Errors
    ///
    /// That the runtime has shut down.
    pub fn new(io: Async<T>, lifetime: &Lifetime) -> io::Result<Self> {
        Ok(Self {
            connection: Arc::new(Connection(Socket::new(io, lifetime)?)),
            read_waker: StreamWaker::new(),
            write_waker: StreamWaker::new(),
        })
    }

    /// Returns the socket as the standard library knows it.
    #[must_use]
    pub fn get_ref(&self) -> &T {
        self.connection.0.get_ref()
    }
}

impl UnixStream {
    /// Makes two streams that are connected to each other.
    ///
    /// # Errors
    ///
    /// What the system says, or that the runtime has shut down.
    pub fn pair(lifetime: &Lifetime) -> io::Result<(Self, Self)> {
        lifetime.check()?;
        let (one, other) = Async::<StdUnixStream>::pair()?;
        Ok((Self::new(one, lifetime)?, Self::new(other, lifetime)?))
    }
}

/// What a stream and its halves share.
#[derive(Debug)]
pub(super) struct Connection<T: AsFd>(pub(super) Socket<T>);

impl<T: AsFd> Connection<T> {
    pub(super) fn poll_read(
        &self,
        cx: &mut Context<'_>,
        waker: &mut StreamWaker,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        if buf.is_empty() {
            return Poll::Ready(Ok(0));
        }
        let room = buf.len();
        self.poll(Interest::Readable, cx, waker, room, |fd| {
            socket::recv(fd, buf)
        })
    }

    pub(super) fn poll_read_vectored(
        &self,
        cx: &mut Context<'_>,
        waker: &mut StreamWaker,
        bufs: &mut [IoSliceMut<'_>],
    ) -> Poll<io::Result<usize>> {
        let room = bufs
            .iter()
            .take(socket::MOST_BUFFERS)
            .map(|buf| buf.len())
            .sum();
        if socket::is_empty(bufs) {
            return Poll::Ready(Ok(0));
        }
        self.poll(Interest::Readable, cx, waker, room, |fd| {
            socket::recv_vectored(fd, bufs)
        })
    }

    pub(super) fn poll_read_uninit(
        &self,
        cx: &mut Context<'_>,
        waker: &mut StreamWaker,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let room = cursor.remaining();
        if room == 0 {
            return Poll::Ready(Ok(()));
        }
        self.poll(Interest::Readable, cx, waker, room, |fd| {
            socket::recv_uninit(fd, cursor)?;
            Ok(room - cursor.remaining())
        })
        .map_ok(|_| ())
    }

    pub(super) fn poll_write(
        &self,
        cx: &mut Context<'_>,
        waker: &mut StreamWaker,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        if buf.is_empty() {
            return Poll::Ready(Ok(0));
        }
        self.poll(Interest::Writable, cx, waker, buf.len(), |fd| {
            socket::send(fd, buf)
        })
    }

    pub(super) fn poll_write_vectored(
        &self,
        cx: &mut Context<'_>,
        waker: &mut StreamWaker,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let passed = bufs.iter().take(socket::MOST_BUFFERS);
        let lengths = passed.map(|buf| buf.len());
        let bytes = lengths.fold(0, usize::saturating_add);
        if socket::is_empty(bufs) {
            return Poll::Ready(Ok(0));
        }
        self.poll(Interest::Writable, cx, waker, bytes, |fd| {
            socket::send_vectored(fd, bufs)
        })
    }

    /// Moves up to `most` bytes.
    fn poll(
        &self,
        interest: Interest,
        cx: &mut Context<'_>,
        waker: &mut StreamWaker,
        most: usize,
        transfer: impl FnMut(BorrowedFd<'_>) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        let moved = ready!(self.0.poll_io(interest, cx, Waits::Stream(waker), transfer))?;
        // The end comes again however often it is asked for. Fewer than could be were all there was.
        if moved != 0 && moved < most {
            self.0.exhausted(interest);
        }
        Poll::Ready(Ok(moved))
    }

    pub(super) fn close(&self) -> Poll<io::Result<()>> {
        Poll::Ready(socket::shutdown_write(self.0.as_fd()))
    }
}

/// Implements the reading traits for a type with a `connection`.
macro_rules! read_impls {
    ($type:ident) => {
        impl<T: AsFd> AsyncRead for $type<T> {
            fn poll_read(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                buf: &mut [u8],
            ) -> Poll<io::Result<usize>> {
                let Self {
                    connection,
                    read_waker,
                    ..
                } = self.get_mut();
                connection.poll_read(cx, read_waker, buf)
            }

            fn poll_read_vectored(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                bufs: &mut [IoSliceMut<'_>],
            ) -> Poll<io::Result<usize>> {
                let Self {
                    connection,
                    read_waker,
                    ..
                } = self.get_mut();
                connection.poll_read_vectored(cx, read_waker, bufs)
            }
        }

        impl<T: AsFd> ByteRead for $type<T> {
            fn poll_read_uninit(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                cursor: &mut ReadCursor<'_>,
            ) -> Poll<io::Result<()>> {
                let Self {
                    connection,
                    read_waker,
                    ..
                } = self.get_mut();
                connection.poll_read_uninit(cx, read_waker, cursor)
            }
        }
    };
}

/// Implements the writing traits for a type with a `connection`.
macro_rules! write_impls {
    ($type:ident) => {
        impl<T: AsFd> AsyncWrite for $type<T> {
            fn poll_write(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                buf: &[u8],
            ) -> Poll<io::Result<usize>> {
                let Self {
                    connection,
                    write_waker,
                    ..
                } = self.get_mut();
                connection.poll_write(cx, write_waker, buf)
            }

            fn poll_write_vectored(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                bufs: &[IoSlice<'_>],
            ) -> Poll<io::Result<usize>> {
                let Self {
                    connection,
                    write_waker,
                    ..
                } = self.get_mut();
                connection.poll_write_vectored(cx, write_waker, bufs)
            }

            fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
                // A socket keeps nothing back.
                Poll::Ready(Ok(()))
            }

            fn poll_close(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
                self.connection.close()
            }
        }

        impl<T: AsFd> ByteWrite for $type<T> {
            fn is_write_vectored(&self) -> bool {
                true
            }
        }
    };
}

pub(super) use {read_impls, write_impls};

read_impls!(Stream);
write_impls!(Stream);

impl<T: AsFd + 'static> ByteStream for Stream<T> {
    type ReadHalf = ReadHalf<T>;
    type WriteHalf = WriteHalf<T>;

    fn into_halves(self) -> (ReadHalf<T>, WriteHalf<T>) {
        let read = ReadHalf::new(self.connection.clone(), self.read_waker);
        (read, WriteHalf::new(self.connection, self.write_waker))
    }

    fn reunite(
        read: ReadHalf<T>,
        write: WriteHalf<T>,
    ) -> Result<Self, ReuniteError<ReadHalf<T>, WriteHalf<T>>> {
        if !read.belongs_to(&write) {
            return Err(ReuniteError { read, write });
        }
        let (connection, write_waker) = write.into_parts();
        Ok(Self {
            connection,
            read_waker: read.read_waker,
            write_waker,
        })
    }
}

impl anyrt_traits::net::UnixStream for UnixStream {
    fn peer_addr(&self) -> io::Result<UnixAddr> {
        self.get_ref().peer_addr()
    }

    fn local_addr(&self) -> io::Result<UnixAddr> {
        self.get_ref().local_addr()
    }
}

crate::tcp_stream_options!(TcpStream);

impl<T: AsFd> AsFd for Stream<T> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.connection.0.as_fd()
    }
}

impl<T: AsFd> Unpin for Stream<T> {}

impl<T: AsFd + fmt::Debug> fmt::Debug for Stream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Stream")
            .field(self.connection.0.get_ref())
            .finish()
    }
}
