use std::{
    io,
    net::{SocketAddr, UdpSocket as StdUdpSocket},
    os::{
        fd::{AsFd, BorrowedFd},
        unix::net::UnixDatagram as StdUnixDatagram,
    },
    path::Path,
    task::{Context, Poll},
};

use anyrt_traits::net::{
    DatagramSocket, Interest, Received, RecvMode, UdpOptions, UnixAddr, Waiter,
};
use async_io::Async;

use super::socket::{Socket, Waits};
use crate::{life::Lifetime, socket, wait_queue::WaitQueue};

/// A datagram socket on async-io.
#[derive(Debug)]
pub struct Datagram<T: AsFd> {
    socket: Socket<T>,
    receiving: WaitQueue,
    sending: WaitQueue,
}

/// A UDP socket on async-io.
pub type UdpSocket = Datagram<StdUdpSocket>;
/// A Unix datagram socket on async-io.
pub type UnixDatagram = Datagram<StdUnixDatagram>;

impl<T: AsFd> Datagram<T> {
    fn new(io: Async<T>, lifetime: &Lifetime) -> io::Result<Self> {
        Ok(Self {
            socket: Socket::new(io, lifetime)?,
            receiving: WaitQueue::living_for(lifetime),
            sending: WaitQueue::living_for(lifetime),
        })
    }

    /// Returns the socket as the standard library knows it.
    #[must_use]
    pub fn get_ref(&self) -> &T {
        self.socket.get_ref()
    }

    fn poll_recv_with<R>(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        mut receive: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        let Self {
            socket, receiving, ..
        } = self;
        receiving.poll_at_epoch(cx, waiter, |cx, epoch| {
            socket.poll_io(Interest::Readable, cx, Waits::Queue(epoch), &mut receive)
        })
    }

    fn poll_send_with(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        send: impl Fn(BorrowedFd<'_>) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        let Self {
            socket, sending, ..
        } = self;
        sending.poll_at_epoch(cx, waiter, |cx, epoch| {
            socket.poll_io(Interest::Writable, cx, Waits::Queue(epoch), &send)
        })
    }
}

impl UdpSocket {
    /// Binds a socket to `addr`.
    ///
    /// # Errors
    ///
    /// What the system says, or that the runtime has shut down.
    pub fn bind(addr: SocketAddr, options: &UdpOptions, lifetime: &Lifetime) -> io::Result<Self> {
        lifetime.check()?;
        let socket = socket::udp_socket(addr, options)?;
        Self::new(Async::new_nonblocking(socket)?, lifetime)
    }
}

impl DatagramSocket for UdpSocket {
    type Addr = SocketAddr;

    fn poll_recv_from(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        buf: &mut [u8],
        mode: RecvMode,
    ) -> Poll<io::Result<Received<SocketAddr>>> {
        self.poll_recv_with(cx, waiter, |fd| socket::recv_datagram(fd, buf, mode))
    }

    fn poll_send_to(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        buf: &[u8],
        target: Option<&SocketAddr>,
    ) -> Poll<io::Result<usize>> {
        self.poll_send_with(cx, waiter, |fd| socket::send_datagram(fd, buf, target))
    }
}

crate::udp_socket_options!(UdpSocket);

impl UnixDatagram {
    /// Makes a socket, bound to `path` if there is one.
    ///
    /// # Errors
    ///
    /// What the system says, or that the runtime has shut down.
    pub fn bind(path: Option<&Path>, lifetime: &Lifetime) -> io::Result<Self> {
        lifetime.check()?;
        let socket = socket::unix_datagram(path)?;
        Self::new(Async::new_nonblocking(socket)?, lifetime)
    }

    /// Makes two sockets that are connected to each other.
    ///
    /// # Errors
    ///
    /// What the system says, or that the runtime has shut down.
    pub fn pair(lifetime: &Lifetime) -> io::Result<(Self, Self)> {
        lifetime.check()?;
        let (one, other) = Async::<StdUnixDatagram>::pair()?;
        Ok((Self::new(one, lifetime)?, Self::new(other, lifetime)?))
    }
}

impl DatagramSocket for UnixDatagram {
    type Addr = UnixAddr;

    fn poll_recv_from(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        buf: &mut [u8],
        mode: RecvMode,
    ) -> Poll<io::Result<Received<UnixAddr>>> {
        self.poll_recv_with(cx, waiter, |fd| socket::recv_unix_datagram(fd, buf, mode))
    }

    fn poll_send_to(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        buf: &[u8],
        target: Option<&UnixAddr>,
    ) -> Poll<io::Result<usize>> {
        self.poll_send_with(cx, waiter, |fd| socket::send_unix_datagram(fd, buf, target))
    }
}

impl anyrt_traits::net::UnixDatagram for UnixDatagram {
    fn local_addr(&self) -> io::Result<UnixAddr> {
        self.get_ref().local_addr()
    }

    fn peer_addr(&self) -> io::Result<UnixAddr> {
        self.get_ref().peer_addr()
    }

    fn connect(&self, path: &Path) -> io::Result<()> {
        self.get_ref().connect(path)
    }
}

impl<T: AsFd> AsFd for Datagram<T> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}
