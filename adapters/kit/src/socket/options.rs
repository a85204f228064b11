use std::{
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    os::fd::AsFd,
    time::Duration,
};

use anyrt_traits::net::TcpKeepalive;
use socket2::{SockRef, TcpKeepalive as Probing};

/// Options of sockets, read from the system and written to it.
///
/// Implemented for everything that has a descriptor; the methods are those of
/// [`TcpStream`](anyrt_traits::net::TcpStream) and [`UdpSocket`](anyrt_traits::net::UdpSocket), and fail
/// as those do.
#[expect(
    clippy::missing_errors_doc,
    reason = "each forwards to the system, whose error it gives"
)]
pub trait SocketOptions: AsFd {
    /// See [`TcpStream::peer_addr`](anyrt_traits::net::TcpStream::peer_addr).
    fn ip_peer_addr(&self) -> io::Result<SocketAddr> {
        ip(&SockRef::from(&self.as_fd()).peer_addr()?)
    }

    /// See [`TcpStream::local_addr`](anyrt_traits::net::TcpStream::local_addr).
    fn ip_local_addr(&self) -> io::Result<SocketAddr> {
        ip(&SockRef::from(&self.as_fd()).local_addr()?)
    }

    /// See [`TcpStream::nodelay`](anyrt_traits::net::TcpStream::nodelay).
    fn nodelay(&self) -> io::Result<bool> {
        SockRef::from(&self.as_fd()).tcp_nodelay()
    }

    /// See [`TcpStream::set_nodelay`](anyrt_traits::net::TcpStream::set_nodelay).
    fn set_nodelay(&self, on: bool) -> io::Result<()> {
        SockRef::from(&self.as_fd()).set_tcp_nodelay(on)
    }

    /// See [`TcpStream::ttl`](anyrt_traits::net::TcpStream::ttl).
    fn ttl(&self) -> io::Result<u32> {
        if self.ip_local_addr()?.is_ipv6() {
            SockRef::from(&self.as_fd()).unicast_hops_v6()
        } else {
            SockRef::from(&self.as_fd()).ttl_v4()
        }
    }

    /// See [`TcpStream::set_ttl`](anyrt_traits::net::TcpStream::set_ttl).
    fn set_ttl(&self, hops: u32) -> io::Result<()> {
        if self.ip_local_addr()?.is_ipv6() {
            SockRef::from(&self.as_fd()).set_unicast_hops_v6(hops)
        } else {
            SockRef::from(&self.as_fd()).set_ttl_v4(hops)
        }
    }

    /// See [`TcpStream::linger`](anyrt_traits::net::TcpStream::linger).
    fn linger(&self) -> io::Result<Option<Duration>> {
        SockRef::from(&self.as_fd()).linger()
    }

    /// See [`TcpStream::set_linger`](anyrt_traits::net::TcpStream::set_linger).
    fn set_linger(&self, time: Option<Duration>) -> io::Result<()> {
        SockRef::from(&self.as_fd()).set_linger(time)
    }

    /// See [`TcpStream::keepalive`](anyrt_traits::net::TcpStream::keepalive).
    fn keepalive(&self) -> io::Result<Option<TcpKeepalive>> {
        let fd = self.as_fd();
        let socket = SockRef::from(&fd);
        if !socket.keepalive()? {
            return Ok(None);
        }
        Ok(Some(
            TcpKeepalive::new(socket.tcp_keepalive_time()?)
                .interval(socket.tcp_keepalive_interval()?)
                .retries(socket.tcp_keepalive_retries()?),
        ))
    }

    /// See [`TcpStream::set_keepalive`](anyrt_traits::net::TcpStream::set_keepalive).
    fn set_keepalive(&self, keepalive: Option<TcpKeepalive>) -> io::Result<()> {
        let fd = self.as_fd();
        let socket = SockRef::from(&fd);
        let Some(keepalive) = keepalive else {
            return socket.set_keepalive(false);
        };
        let second = Duration::from_secs(1);
        let mut probing = Probing::new().with_time(keepalive.idle.max(second));
        if let Some(interval) = keepalive.interval {
            probing = probing.with_interval(interval.max(second));
        }
        if let Some(retries) = keepalive.retries {
            probing = probing.with_retries(retries);
        }
        socket.set_tcp_keepalive(&probing)
    }

    /// See [`TcpStream::recv_buffer_size`](anyrt_traits::net::TcpStream::recv_buffer_size).
    fn recv_buffer_size(&self) -> io::Result<usize> {
        SockRef::from(&self.as_fd()).recv_buffer_size()
    }

    /// See [`TcpStream::set_recv_buffer_size`](anyrt_traits::net::TcpStream::set_recv_buffer_size).
    fn set_recv_buffer_size(&self, bytes: usize) -> io::Result<()> {
        SockRef::from(&self.as_fd()).set_recv_buffer_size(bytes)
    }

    /// See [`TcpStream::send_buffer_size`](anyrt_traits::net::TcpStream::send_buffer_size).
    fn send_buffer_size(&self) -> io::Result<usize> {
        SockRef::from(&self.as_fd()).send_buffer_size()
    }

    /// See [`TcpStream::set_send_buffer_size`](anyrt_traits::net::TcpStream::set_send_buffer_size).
    fn set_send_buffer_size(&self, bytes: usize) -> io::Result<()> {
        SockRef::from(&self.as_fd()).set_send_buffer_size(bytes)
    }

    /// See [`UdpSocket::connect`](anyrt_traits::net::UdpSocket::connect).
    fn udp_connect(&self, addr: SocketAddr) -> io::Result<()> {
        SockRef::from(&self.as_fd()).connect(&addr.into())
    }

    /// See [`UdpSocket::broadcast`](anyrt_traits::net::UdpSocket::broadcast).
    fn broadcast(&self) -> io::Result<bool> {
        SockRef::from(&self.as_fd()).broadcast()
    }

    /// See [`UdpSocket::set_broadcast`](anyrt_traits::net::UdpSocket::set_broadcast).
    fn set_broadcast(&self, on: bool) -> io::Result<()> {
        SockRef::from(&self.as_fd()).set_broadcast(on)
    }

    /// See [`UdpSocket::set_multicast_loop`](anyrt_traits::net::UdpSocket::set_multicast_loop).
    fn set_multicast_loop(&self, on: bool) -> io::Result<()> {
        let fd = self.as_fd();
        let socket = SockRef::from(&fd);
        if self.ip_local_addr()?.is_ipv6() {
            socket.set_multicast_loop_v6(on)
        } else {
            socket.set_multicast_loop_v4(on)
        }
    }

    /// See [`UdpSocket::set_multicast_ttl`](anyrt_traits::net::UdpSocket::set_multicast_ttl).
    fn set_multicast_ttl(&self, hops: u32) -> io::Result<()> {
        let fd = self.as_fd();
        let socket = SockRef::from(&fd);
        if self.ip_local_addr()?.is_ipv6() {
            socket.set_multicast_hops_v6(hops)
        } else {
            socket.set_multicast_ttl_v4(hops)
        }
    }

    /// See [`UdpSocket::join_multicast_v4`](anyrt_traits::net::UdpSocket::join_multicast_v4).
    fn join_multicast_v4(&self, group: Ipv4Addr, interface: Ipv4Addr) -> io::Result<()> {
        SockRef::from(&self.as_fd()).join_multicast_v4(&group, &interface)
    }

    /// See [`UdpSocket::leave_multicast_v4`](anyrt_traits::net::UdpSocket::leave_multicast_v4).
    fn leave_multicast_v4(&self, group: Ipv4Addr, interface: Ipv4Addr) -> io::Result<()> {
        SockRef::from(&self.as_fd()).leave_multicast_v4(&group, &interface)
    }

    /// See [`UdpSocket::join_multicast_v6`](anyrt_traits::net::UdpSocket::join_multicast_v6).
    fn join_multicast_v6(&self, group: Ipv6Addr, interface: u32) -> io::Result<()> {
        SockRef::from(&self.as_fd()).join_multicast_v6(&group, interface)
    }

    /// See [`UdpSocket::leave_multicast_v6`](anyrt_traits::net::UdpSocket::leave_multicast_v6).
    fn leave_multicast_v6(&self, group: Ipv6Addr, interface: u32) -> io::Result<()> {
        SockRef::from(&self.as_fd()).leave_multicast_v6(&group, interface)
    }
}

impl<T: AsFd + ?Sized> SocketOptions for T {}

fn ip(addr: &socket2::SockAddr) -> io::Result<SocketAddr> {
    addr.as_socket()
        .ok_or_else(|| io::Error::other("the socket has no internet address"))
}
