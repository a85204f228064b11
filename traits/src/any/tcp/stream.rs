use std::{
    fmt,
    io::{self, IoSlice, IoSliceMut},
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use crate::{
    any::{
        forward::{forward_read, forward_write},
        halves::{BoxReadHalf, BoxWriteHalf, split},
        mirror::{debug_by_name, erased_stream},
    },
    io::{
        AsyncRead, AsyncWrite, ByteRead, ByteStream, ByteWrite, OwnedWriteHalf, ReadCursor,
        ReuniteError,
    },
    net::{TcpKeepalive, TcpStream},
};

/// The TCP connection of an [`AnyRuntime`](crate::AnyRuntime).
///
/// Reads and writes, vectored ones too, are those of the connection inside. Two halves can be reunited
/// if they are of one connection, whichever runtime that is of.
pub struct AnyTcpStream {
    inner: Box<dyn DynTcpStream>,
}

/// The half of an [`AnyTcpStream`] that reads.
pub struct AnyTcpReadHalf {
    inner: BoxReadHalf<dyn DynTcpStream>,
}

/// The half of an [`AnyTcpStream`] that writes.
///
/// Dropping it shuts the writing side down, unless [`OwnedWriteHalf::forget`] is called.
pub struct AnyTcpWriteHalf {
    inner: BoxWriteHalf,
}

erased_stream! {
    AnyTcpStream { AnyTcpReadHalf, AnyTcpWriteHalf } is TcpStream through DynTcpStream {
        fn peer_addr(&self) -> io::Result<SocketAddr>;
        fn local_addr(&self) -> io::Result<SocketAddr>;
        fn nodelay(&self) -> io::Result<bool>;
        fn set_nodelay(&self, on: bool) -> io::Result<()>;
        fn ttl(&self) -> io::Result<u32>;
        fn set_ttl(&self, hops: u32) -> io::Result<()>;
        fn linger(&self) -> io::Result<Option<Duration>>;
        fn set_linger(&self, time: Option<Duration>) -> io::Result<()>;
        fn keepalive(&self) -> io::Result<Option<TcpKeepalive>>;
        fn set_keepalive(&self, keepalive: Option<TcpKeepalive>) -> io::Result<()>;
        fn recv_buffer_size(&self) -> io::Result<usize>;
        fn set_recv_buffer_size(&self, bytes: usize) -> io::Result<()>;
        fn send_buffer_size(&self) -> io::Result<usize>;
        fn set_send_buffer_size(&self, bytes: usize) -> io::Result<()>;
    }
}
