use std::{
    io,
    net::{SocketAddr, TcpListener as StdTcpListener, TcpStream as StdTcpStream},
    os::{
        fd::{AsFd, BorrowedFd},
        unix::net::{UnixListener as StdUnixListener, UnixStream as StdUnixStream},
    },
    path::Path,
    task::{Context, Poll, ready},
};

use anyrt_traits::net::{Interest, TcpListenOptions, UnixAddr, UnixListenOptions, Waiter};
use async_io::Async;

use super::{
    TcpStream, UnixStream,
    socket::{Socket, Waits},
};
use crate::{life::Lifetime, socket, wait_queue::WaitQueue};

/// A listening socket on async-io.
#[derive(Debug)]
pub struct Listener<T: AsFd> {
    socket: Socket<T>,
    queue: WaitQueue,
}

/// A listening TCP socket on async-io.
pub type TcpListener = Listener<StdTcpListener>;
/// A listening Unix socket on async-io.
pub type UnixListener = Listener<StdUnixListener>;

impl<T: AsFd> Listener<T> {
    fn new(io: Async<T>, lifetime: &Lifetime) -> io::Result<Self> {
        Ok(Self {
            socket: Socket::new(io, lifetime)?,
            queue: WaitQueue::living_for(lifetime),
        })
    }

    /// Returns the socket as the standard library knows it.
    #[must_use]
    pub fn get_ref(&self) -> &T {
        self.socket.get_ref()
    }

    fn poll_accept_with<R>(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        accept: impl Fn(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        let Self { socket, queue } = self;
        queue.poll_at_epoch(cx, waiter, |cx, epoch| {
            socket.poll_io(Interest::Readable, cx, Waits::Queue(epoch), &accept)
        })
    }
}

impl TcpListener {
    /// Listens on `addr`.
    ///
    /// # Errors
    ///
    /// What the system says, or that the runtime has shut down.
    pub fn bind(
        addr: SocketAddr,
        options: &TcpListenOptions,
        lifetime: &Lifetime,
    ) -> io::Result<Self> {
        lifetime.check()?;
        let listener = socket::tcp_listener(addr, options)?;
        Self::new(Async::new_nonblocking(listener)?, lifetime)
    }
}

impl anyrt_traits::net::Listener for TcpListener {
    type Stream = TcpStream;
    type Addr = SocketAddr;

    fn poll_accept(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
    ) -> Poll<io::Result<(TcpStream, SocketAddr)>> {
        let (fd, addr) = ready!(self.poll_accept_with(cx, waiter, socket::accept))?;
        let stream = Async::new_nonblocking(StdTcpStream::from(fd))?;
        let stream = TcpStream::new(stream, self.socket.lifetime())?;
        Poll::Ready(Ok((stream, socket::ip_addr(addr)?)))
    }
}

impl anyrt_traits::net::TcpListener for TcpListener {
    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.get_ref().local_addr()
    }
}

impl UnixListener {
    /// Listens on a socket made at `path`.
    ///
    /// # Errors
    ///
    /// What the system says, or that the runtime has shut down.
    pub fn bind(path: &Path, options: &UnixListenOptions, lifetime: &Lifetime) -> io::Result<Self> {
        lifetime.check()?;
        let listener = socket::unix_listener(path, options)?;
        Self::new(Async::new_nonblocking(listener)?, lifetime)
    }
}

impl anyrt_traits::net::Listener for UnixListener {
    type Stream = UnixStream;
    type Addr = UnixAddr;

    fn poll_accept(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
    ) -> Poll<io::Result<(UnixStream, UnixAddr)>> {
        let (fd, addr) = ready!(self.poll_accept_with(cx, waiter, socket::accept))?;
        let stream = Async::new_nonblocking(StdUnixStream::from(fd))?;
        let stream = UnixStream::new(stream, self.socket.lifetime())?;
        Poll::Ready(Ok((stream, socket::unix_addr(addr)?)))
    }
}

impl anyrt_traits::net::UnixListener for UnixListener {
    fn local_addr(&self) -> io::Result<UnixAddr> {
        self.get_ref().local_addr()
    }
}

impl<T: AsFd> AsFd for Listener<T> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}
