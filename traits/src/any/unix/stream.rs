use std::{
    fmt,
    io::{self, IoSlice, IoSliceMut},
    pin::Pin,
    task::{Context, Poll},
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
    net::{UnixAddr, UnixStream},
};

/// The Unix stream socket of an [`AnyRuntime`](crate::AnyRuntime).
///
/// Reads and writes, vectored ones too, are those of the socket inside. Two halves can be reunited if
/// they are of one socket, whichever runtime that is of.
pub struct AnyUnixStream {
    inner: Box<dyn DynUnixStream>,
}

/// The half of an [`AnyUnixStream`] that reads.
pub struct AnyUnixReadHalf {
    inner: BoxReadHalf<dyn DynUnixStream>,
}

/// The half of an [`AnyUnixStream`] that writes.
///
/// Dropping it shuts the writing side down, unless [`OwnedWriteHalf::forget`] is called.
pub struct AnyUnixWriteHalf {
    inner: BoxWriteHalf,
}

erased_stream! {
    AnyUnixStream { AnyUnixReadHalf, AnyUnixWriteHalf } is UnixStream through DynUnixStream {
        fn peer_addr(&self) -> io::Result<UnixAddr>;
        fn local_addr(&self) -> io::Result<UnixAddr>;
    }
}
