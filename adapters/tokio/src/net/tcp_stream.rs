use std::pin::Pin;

use anyrt_adapter_kit::task::ForeignWaker;
use tokio::{io::AsyncWrite, net::tcp};

use super::stream::{halves_impls, read_impls, write_impls};
use crate::shared::Life;

/// A TCP connection over tokio's.
#[derive(Debug)]
pub struct TcpStream {
    inner: tokio::net::TcpStream,
    life: Life,
    read_waker: ForeignWaker,
    write_waker: ForeignWaker,
}

/// The reading half of a [`TcpStream`].
#[derive(Debug)]
pub struct TcpReadHalf {
    inner: tcp::OwnedReadHalf,
    life: Life,
    read_waker: ForeignWaker,
}

/// The writing half of a [`TcpStream`]; dropping it shuts the writing side down.
#[derive(Debug)]
pub struct TcpWriteHalf {
    inner: tcp::OwnedWriteHalf,
    life: Life,
    write_waker: ForeignWaker,
}

read_impls!(TcpStream);
read_impls!(TcpReadHalf);
// tokio's plain writes to TCP raise no signal.
write_impls!(TcpStream, |this, cx, buf| {
    Pin::new(&mut this.inner).poll_write(cx, buf)
});
write_impls!(TcpWriteHalf, |this, cx, buf| {
    Pin::new(&mut this.inner).poll_write(cx, buf)
});
halves_impls!(
    TcpStream,
    TcpReadHalf,
    TcpWriteHalf,
    tokio::net::TcpStream,
    tcp::OwnedReadHalf,
    tcp::OwnedWriteHalf
);
anyrt_adapter_kit::tcp_stream_options!(TcpStream);
