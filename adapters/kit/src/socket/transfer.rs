//! The system calls that move bytes: none of them raises a signal, none initialises memory in vain.

use std::{
    io::{self, IoSlice, IoSliceMut},
    net::SocketAddr,
    os::{fd::AsFd, unix::net::SocketAddr as UnixAddr},
};

use anyrt_traits::{
    io::ReadCursor,
    net::{Received, RecvMode},
};
use rustix::net::{
    RecvAncillaryBuffer, RecvFlags, RecvMsg, ReturnFlags, SendAncillaryBuffer, SendFlags, Shutdown,
    recvmsg, sendmsg, sendto, shutdown,
};

use super::unix_addr;

/// What keeps a write to a peer that is gone from raising a signal; Apple's systems have a socket option
/// instead, which the standard library and socket2 set.
#[cfg(not(target_vendor = "apple"))]
const NO_SIGNAL: SendFlags = SendFlags::NOSIGNAL;
#[cfg(target_vendor = "apple")]
const NO_SIGNAL: SendFlags = SendFlags::empty();

/// Tells whether there is no byte in all of `bufs`.
#[must_use]
pub fn is_empty(bufs: &[impl std::ops::Deref<Target = [u8]>]) -> bool {
    bufs.iter().all(|buf| buf.is_empty())
}

/// Sends what it can of `buf` on a stream.
///
/// # Errors
///
/// What the system says.
pub fn send(socket: impl AsFd, buf: &[u8]) -> io::Result<usize> {
    Ok(rustix::net::send(socket, buf, NO_SIGNAL)?)
}

/// Finds the first buffer that is not empty, so that empty ones do not use the number up.
fn first_full(bufs: &[impl std::ops::Deref<Target = [u8]>]) -> usize {
    bufs.iter().position(|buf| !buf.is_empty()).unwrap_or(0)
}

/// The number of buffers that one system call takes on every system.
pub(crate) const MOST_BUFFERS: usize = 1024;

/// Sends what it can of `bufs` on a stream, in one system call.
///
/// # Errors
///
/// What the system says.
pub fn send_vectored(socket: impl AsFd, bufs: &[IoSlice<'_>]) -> io::Result<usize> {
    let bufs = &bufs[first_full(bufs)..];
    let bufs = &bufs[..bufs.len().min(MOST_BUFFERS)];
    let sent = sendmsg(socket, bufs, &mut SendAncillaryBuffer::default(), NO_SIGNAL)?;
    Ok(sent)
}

/// Receives from a stream into `buf`.
///
/// # Errors
///
/// What the system says.
pub fn recv(socket: impl AsFd, buf: &mut [u8]) -> io::Result<usize> {
    let (received, _) = rustix::net::recv(socket, buf, RecvFlags::empty())?;
    Ok(received)
}

/// Receives from a stream into `bufs`, in one system call.
///
/// # Errors
///
/// What the system says.
pub fn recv_vectored(socket: impl AsFd, bufs: &mut [IoSliceMut<'_>]) -> io::Result<usize> {
    let first = first_full(bufs);
    let bufs = &mut bufs[first..];
    let count = bufs.len().min(MOST_BUFFERS);
    Ok(rustix::io::readv(socket, &mut bufs[..count])?)
}

/// Receives from a stream into the rest of `cursor`.
///
/// # Errors
///
/// What the system says.
pub fn recv_uninit(socket: impl AsFd, cursor: &mut ReadCursor<'_>) -> io::Result<()> {
    cursor.fill_with(|rest| {
        let ((filled, _), _) = rustix::net::recv(socket, rest, RecvFlags::empty())?;
        io::Result::Ok(filled)
    })?;
    Ok(())
}

/// Shuts the writing side of a stream down; a stream that is not connected any more counts as done.
///
/// # Errors
///
/// What the system says.
pub fn shutdown_write(socket: impl AsFd) -> io::Result<()> {
    match shutdown(socket, Shutdown::Write) {
        Ok(()) | Err(rustix::io::Errno::NOTCONN) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn receive(socket: impl AsFd, buf: &mut [u8], mode: RecvMode) -> io::Result<RecvMsg> {
    let flags = match mode {
        RecvMode::Take => RecvFlags::empty(),
        RecvMode::Peek => RecvFlags::PEEK,
    };
    let mut control = RecvAncillaryBuffer::default();
    Ok(recvmsg(
        socket,
        &mut [IoSliceMut::new(buf)],
        &mut control,
        flags,
    )?)
}

/// Receives one datagram of UDP.
///
/// # Errors
///
/// What the system says.
pub fn recv_datagram(
    socket: impl AsFd,
    buf: &mut [u8],
    mode: RecvMode,
) -> io::Result<Received<SocketAddr>> {
    let received = receive(socket, buf, mode)?;
    let addr = received
        .address
        .ok_or_else(|| io::Error::other("the system gave no sender's address"))?;
    let truncated = received.flags.contains(ReturnFlags::TRUNC);
    Ok(Received::new(received.bytes, addr.try_into()?, truncated))
}

/// Receives one datagram of a Unix socket.
///
/// # Errors
///
/// What the system says.
pub fn recv_unix_datagram(
    socket: impl AsFd,
    buf: &mut [u8],
    mode: RecvMode,
) -> io::Result<Received<UnixAddr>> {
    let received = receive(socket, buf, mode)?;
    let addr = unix_addr::from_system(received.address)?;
    let truncated = received.flags.contains(ReturnFlags::TRUNC);
    Ok(Received::new(received.bytes, addr, truncated))
}

/// Sends one datagram of UDP, to the connected peer if there is no target.
///
/// # Errors
///
/// What the system says.
pub fn send_datagram(
    socket: impl AsFd,
    buf: &[u8],
    target: Option<&SocketAddr>,
) -> io::Result<usize> {
    Ok(match target {
        Some(target) => sendto(socket, buf, NO_SIGNAL, target)?,
        None => rustix::net::send(socket, buf, NO_SIGNAL)?,
    })
}

/// Sends one datagram of a Unix socket, to the connected peer if there is no target.
///
/// # Errors
///
/// What the system says.
pub fn send_unix_datagram(
    socket: impl AsFd,
    buf: &[u8],
    target: Option<&UnixAddr>,
) -> io::Result<usize> {
    Ok(match target {
        Some(target) => sendto(socket, buf, NO_SIGNAL, &unix_addr::to_system(target)?)?,
        None => rustix::net::send(socket, buf, NO_SIGNAL)?,
    })
}
