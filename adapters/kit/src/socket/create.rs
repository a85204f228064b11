use std::{
    io,
    net::{SocketAddr, TcpListener, UdpSocket},
    os::{
        fd::AsFd,
        unix::net::{UnixDatagram, UnixListener},
    },
    path::Path,
};

use anyrt_traits::net::{TcpListenOptions, UdpOptions, UnixListenOptions};
use rustix::fs::OFlags;
use socket2::{Domain, SockAddr, Socket, Type};

/// Makes operations on a descriptor, and on what else is open as the same, not block.
///
/// # Errors
///
/// What the system says.
pub fn set_nonblocking(fd: &impl AsFd) -> io::Result<()> {
    let flags = rustix::fs::fcntl_getfl(fd)?;
    Ok(rustix::fs::fcntl_setfl(fd, flags | OFlags::NONBLOCK)?)
}

/// Makes a socket that does not block.
pub(super) fn new_socket(domain: Domain, kind: Type) -> io::Result<Socket> {
    #[cfg(not(target_vendor = "apple"))]
    return Socket::new(domain, kind.nonblocking(), None);
    #[cfg(target_vendor = "apple")]
    {
        let socket = Socket::new(domain, kind, None)?;
        socket.set_nonblocking(true)?;
        Ok(socket)
    }
}

/// Makes a listening socket, which does not block.
///
/// # Errors
///
/// What the system says.
pub fn tcp_listener(addr: SocketAddr, options: &TcpListenOptions) -> io::Result<TcpListener> {
    let socket = new_socket(Domain::for_address(addr), Type::STREAM)?;
    socket.set_reuse_address(options.reuse_addr)?;
    if options.reuse_port {
        set_reuse_port(&socket)?;
    }
    if addr.is_ipv6() {
        socket.set_only_v6(options.only_v6)?;
    }
    socket.bind(&addr.into())?;
    socket.listen(backlog(options.backlog))?;
    Ok(socket.into())
}

/// Makes a bound UDP socket, which does not block.
///
/// # Errors
///
/// What the system says.
pub fn udp_socket(addr: SocketAddr, options: &UdpOptions) -> io::Result<UdpSocket> {
    let socket = new_socket(Domain::for_address(addr), Type::DGRAM)?;
    if options.reuse_addr {
        socket.set_reuse_address(true)?;
    }
    if options.reuse_port {
        set_reuse_port(&socket)?;
    }
    if addr.is_ipv6() {
        socket.set_only_v6(options.only_v6)?;
    }
    if let Some(bytes) = options.recv_buffer_size {
        socket.set_recv_buffer_size(bytes)?;
    }
    if let Some(bytes) = options.send_buffer_size {
        socket.set_send_buffer_size(bytes)?;
    }
    socket.bind(&addr.into())?;
    Ok(socket.into())
}

/// Makes a listening Unix socket, which does not block.
///
/// # Errors
///
/// What the system says.
pub fn unix_listener(path: &Path, options: &UnixListenOptions) -> io::Result<UnixListener> {
    let socket = new_socket(Domain::UNIX, Type::STREAM)?;
    socket.bind(&SockAddr::unix(path)?)?;
    socket.listen(backlog(options.backlog))?;
    Ok(socket.into())
}

/// Makes a Unix datagram socket, bound if there is a path, which does not block.
///
/// # Errors
///
/// What the system says.
pub fn unix_datagram(path: Option<&Path>) -> io::Result<UnixDatagram> {
    let socket = new_socket(Domain::UNIX, Type::DGRAM)?;
    if let Some(path) = path {
        socket.bind(&SockAddr::unix(path)?)?;
    }
    Ok(socket.into())
}

fn backlog(backlog: u32) -> i32 {
    i32::try_from(backlog).unwrap_or(i32::MAX)
}

#[cfg(not(any(target_os = "solaris", target_os = "illumos", target_os = "cygwin")))]
fn set_reuse_port(socket: &Socket) -> io::Result<()> {
    socket.set_reuse_port(true)
}

#[cfg(any(target_os = "solaris", target_os = "illumos", target_os = "cygwin"))]
fn set_reuse_port(_socket: &Socket) -> io::Result<()> {
    let message = "this system cannot share a port among sockets";
    Err(io::Error::new(io::ErrorKind::Unsupported, message))
}
