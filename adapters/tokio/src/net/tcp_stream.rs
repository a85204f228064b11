use std::pin::Pin;

use anyrt_adapter_kit::{life::Lifetime, task::ForeignWaker};
use tokio::{io::AsyncWrite, net::tcp};

use super::stream::{halves_impls, read_impls, write_impls};

/// A TCP connection over tokio's.
#[derive(Debug)]
pub struct TcpStream {
    inner: tokio::net::TcpStream,
    lifetime: Lifetime,
    read_waker: ForeignWaker,
    write_waker: ForeignWaker,
}

/// The reading half of a [`TcpStream`].
#[derive(Debug)]
pub struct TcpReadHalf {
    inner: tcp::OwnedReadHalf,
    lifetime: Lifetime,
    read_waker: ForeignWaker,
}

/// The writing half of a [`TcpStream`]; dropping it shuts the writing side down.
#[derive(Debug)]
pub struct TcpWriteHalf {
    inner: tcp::OwnedWriteHalf,
    lifetime: Lifetime,
    write_waker: ForeignWaker,
}

read_impls!(TcpStream);
read_impls!(TcpReadHalf);
// tokio's plain writes to TCP raise no signal.
write_impls!(TcpStream, tokio::net::TcpStream, |inner, cx, buf| {
    Pin::new(inner).poll_write(cx, buf)
});
write_impls!(TcpWriteHalf, tcp::OwnedWriteHalf, |inner, cx, buf| {
    Pin::new(inner).poll_write(cx, buf)
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
