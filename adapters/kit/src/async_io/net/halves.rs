use std::{
    fmt,
    io::{self, IoSlice, IoSliceMut},
    mem,
    net::TcpStream as StdTcpStream,
    os::{fd::AsFd, unix::net::UnixStream as StdUnixStream},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use anyrt_traits::io::{AsyncRead, AsyncWrite, ByteRead, ByteWrite, ReadCursor};

use super::{
    stream::{Connection, read_impls, write_impls},
    stream_waker::StreamWaker,
};

/// The reading half of a [`Stream`](super::Stream).
pub struct ReadHalf<T: AsFd> {
    connection: Arc<Connection<T>>,
    pub(super) read_waker: StreamWaker,
}

/// The writing half of a [`Stream`](super::Stream); dropping it shuts the writing side down.
pub struct WriteHalf<T: AsFd> {
    connection: Arc<Connection<T>>,
    write_waker: StreamWaker,
    on_drop: OnDrop,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OnDrop {
    ShutDown,
    Nothing,
}

/// The reading half of a TCP connection.
pub type TcpReadHalf = ReadHalf<StdTcpStream>;
/// The writing half of a TCP connection.
pub type TcpWriteHalf = WriteHalf<StdTcpStream>;
/// The reading half of a Unix stream socket.
pub type UnixReadHalf = ReadHalf<StdUnixStream>;
/// The writing half of a Unix stream socket.
pub type UnixWriteHalf = WriteHalf<StdUnixStream>;

impl<T: AsFd> ReadHalf<T> {
    pub(super) const fn new(connection: Arc<Connection<T>>, read_waker: StreamWaker) -> Self {
        Self {
            connection,
            read_waker,
        }
    }

    /// Tells whether the two are halves of one stream.
    pub(super) fn belongs_to(&self, write: &WriteHalf<T>) -> bool {
        Arc::ptr_eq(&self.connection, &write.connection)
    }
}

impl<T: AsFd> WriteHalf<T> {
    pub(super) const fn new(connection: Arc<Connection<T>>, write_waker: StreamWaker) -> Self {
        Self {
            connection,
            write_waker,
            on_drop: OnDrop::ShutDown,
        }
    }

    /// Takes the stream out, without shutting it down.
    pub(super) fn into_parts(mut self) -> (Arc<Connection<T>>, StreamWaker) {
        self.on_drop = OnDrop::Nothing;
        (self.connection.clone(), mem::take(&mut self.write_waker))
    }
}

read_impls!(ReadHalf);
write_impls!(WriteHalf);

impl<T: AsFd> anyrt_traits::io::OwnedWriteHalf for WriteHalf<T> {
    fn forget(mut self) {
        self.on_drop = OnDrop::Nothing;
    }
}

impl<T: AsFd> Drop for WriteHalf<T> {
    fn drop(&mut self) {
        if mem::replace(&mut self.on_drop, OnDrop::Nothing) == OnDrop::ShutDown {
            // A peer that is gone already needs no goodbye.
            drop(self.connection.close());
        }
    }
}

impl<T: AsFd> Unpin for ReadHalf<T> {}
impl<T: AsFd> Unpin for WriteHalf<T> {}

impl<T: AsFd> fmt::Debug for ReadHalf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadHalf").finish_non_exhaustive()
    }
}

impl<T: AsFd> fmt::Debug for WriteHalf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WriteHalf").finish_non_exhaustive()
    }
}
