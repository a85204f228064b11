use std::{
    io,
    net::SocketAddr,
    os::{
        fd::{BorrowedFd, OwnedFd},
        unix::net::SocketAddr as UnixAddr,
    },
};

use rustix::net::SocketAddrAny;
#[cfg(not(target_vendor = "apple"))]
use rustix::net::{SocketFlags, acceptfrom_with};

use super::unix_addr::from_system;

/// Accepts a connection, whose socket does not block.
///
/// # Errors
///
/// What the system says.
pub fn accept(listener: BorrowedFd<'_>) -> io::Result<(OwnedFd, Option<SocketAddrAny>)> {
    #[cfg(not(target_vendor = "apple"))]
    return Ok(acceptfrom_with(
        listener,
        SocketFlags::CLOEXEC | SocketFlags::NONBLOCK,
    )?);
    #[cfg(target_vendor = "apple")]
    {
        let (fd, addr) = rustix::net::acceptfrom(listener)?;
        rustix::io::fcntl_setfd(&fd, rustix::io::FdFlags::CLOEXEC)?;
        rustix::io::ioctl_fionbio(&fd, true)?;
        Ok((fd, addr))
    }
}

/// Turns the peer's address into the standard library's.
///
/// # Errors
///
/// If it is no internet address.
pub fn ip_addr(addr: Option<SocketAddrAny>) -> io::Result<SocketAddr> {
    let addr = addr.ok_or_else(|| io::Error::other("the system gave no peer's address"))?;
    Ok(addr.try_into()?)
}

/// Turns the peer's address into the standard library's; no address is the unnamed one.
///
/// # Errors
///
/// If it is no address of a Unix socket.
pub fn unix_addr(addr: Option<SocketAddrAny>) -> io::Result<UnixAddr> {
    from_system(addr)
}
