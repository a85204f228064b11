//! What all variants of an operation have in common.

use std::{
    future::poll_fn,
    io,
    net::{Ipv4Addr, SocketAddr},
    os::fd::AsFd,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use socket2::SockRef;

/// Where to listen.
pub(crate) const ANY_PORT: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// The message of a round trip.
pub(crate) const MESSAGE: [u8; 64] = [7; 64];

/// How much a write and a read of the stream are.
pub(crate) const CHUNK: usize = 64 * 1024;

/// The size of every socket's buffers: fixed, since buffers that the system tunes differ by connection.
pub(crate) const SOCKET_BUFFER: usize = 192 * 1024;

/// How long the sleeps would be.
pub(crate) const SECOND: Duration = Duration::from_secs(1);

/// Two ends of a connection.
pub(crate) type Pair<S> = (S, S);

/// Two ends, what one writes, and where the other reads to.
pub(crate) type Streaming<S> = (Pair<S>, Vec<u8>, Vec<u8>);

/// Adds the buffers of a stream.
pub(crate) fn streaming<S>(pair: Pair<S>) -> Streaming<S> {
    (pair, vec![7; CHUNK], vec![0; CHUNK])
}

/// Prepares an end whose connection is kept.
pub(crate) fn prepare(socket: impl AsFd) -> io::Result<()> {
    let socket = SockRef::from(&socket);
    socket.set_tcp_nodelay(true)?;
    socket.set_recv_buffer_size(SOCKET_BUFFER)?;
    socket.set_send_buffer_size(SOCKET_BUFFER)
}

/// Makes closing reset the connection, which then leaves no port in TIME-WAIT behind.
pub(crate) fn reset_on_close(socket: impl AsFd) -> io::Result<()> {
    SockRef::from(&socket).set_linger(Some(Duration::ZERO))
}

/// Polls a future once with the waker of the task, and drops it.
pub(crate) async fn poll_once(future: impl Future<Output = ()>) -> io::Result<()> {
    let mut future = pin!(future);
    poll_fn(|cx| Poll::Ready(is_pending(future.as_mut().poll(cx)))).await
}

/// Polls a future once with a waker that belongs to no task, and drops it.
pub(crate) fn poll_outside(future: impl Future<Output = ()>, waker: &Waker) -> io::Result<()> {
    is_pending(pin!(future).poll(&mut Context::from_waker(waker)))
}

fn is_pending(poll: Poll<()>) -> io::Result<()> {
    match poll {
        Poll::Pending => Ok(()),
        Poll::Ready(()) => Err(io::Error::other("a second has passed at once")),
    }
}

struct Nobody;

impl Wake for Nobody {
    fn wake(self: Arc<Self>) {}
}

/// A waker that counts its clones, as those of tasks do, and wakes nobody.
pub(crate) fn waker_of_nobody() -> Waker {
    Waker::from(Arc::new(Nobody))
}
