use std::{
    ffi::OsStr,
    io,
    os::unix::{ffi::OsStrExt, net::SocketAddr},
};

use rustix::net::{SocketAddrAny, SocketAddrUnix};

/// Turns the address that a system call gave into the standard library's; none at all is unnamed.
pub(super) fn from_system(addr: Option<SocketAddrAny>) -> io::Result<SocketAddr> {
    let Some(addr) = addr else {
        return unnamed();
    };
    let addr = SocketAddrUnix::try_from(addr)?;
    if let Some(path) = addr.path_bytes() {
        return SocketAddr::from_pathname(OsStr::from_bytes(path));
    }
    #[cfg(any(target_os = "linux", target_os = "android"))]
    if let Some(name) = addr.abstract_name() {
        #[cfg(target_os = "android")]
        use std::os::android::net::SocketAddrExt;
        #[cfg(target_os = "linux")]
        use std::os::linux::net::SocketAddrExt;
        return SocketAddr::from_abstract_name(name);
    }
    unnamed()
}

fn unnamed() -> io::Result<SocketAddr> {
    SocketAddr::from_pathname("")
}

/// Turns the standard library's address into one that a system call takes.
pub(super) fn to_system(addr: &SocketAddr) -> io::Result<SocketAddrUnix> {
    if let Some(path) = addr.as_pathname() {
        return Ok(SocketAddrUnix::new(path)?);
    }
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        #[cfg(target_os = "android")]
        use std::os::android::net::SocketAddrExt;
        #[cfg(target_os = "linux")]
        use std::os::linux::net::SocketAddrExt;
        if let Some(name) = addr.as_abstract_name() {
            return Ok(SocketAddrUnix::new_abstract_name(name)?);
        }
    }
    let message = "an unnamed socket cannot be sent to";
    Err(io::Error::new(io::ErrorKind::InvalidInput, message))
}
