use std::{io, sync::Arc};

use anyrt_adapter_kit::{life::Lifetime, socket, task::ForeignWaker};
use anyrt_traits::net::UnixAddr;
use tokio::net::unix;

use super::stream::{halves_impls, poll_write_with, read_impls, write_impls};
use crate::shared::Shared;

/// A connected Unix stream socket over tokio's.
#[derive(Debug)]
pub struct UnixStream {
    inner: tokio::net::UnixStream,
    lifetime: Lifetime,
    read_waker: ForeignWaker,
    write_waker: ForeignWaker,
}

/// The reading half of a [`UnixStream`].
#[derive(Debug)]
pub struct UnixReadHalf {
    inner: unix::OwnedReadHalf,
    lifetime: Lifetime,
    read_waker: ForeignWaker,
}

/// The writing half of a [`UnixStream`]; dropping it shuts the writing side down.
#[derive(Debug)]
pub struct UnixWriteHalf {
    inner: unix::OwnedWriteHalf,
    lifetime: Lifetime,
    write_waker: ForeignWaker,
}

impl UnixStream {
    pub(crate) fn pair(shared: &Arc<Shared>) -> io::Result<(Self, Self)> {
        let _context = shared.open()?;
        let (one, other) = tokio::net::UnixStream::pair()?;
        Ok((
            Self::new_in(one, &shared.lifetime),
            Self::new_in(other, &shared.lifetime),
        ))
    }
}

read_impls!(UnixStream);
read_impls!(UnixReadHalf);
// tokio's plain writes to Unix sockets may raise a signal.
write_impls!(UnixStream, tokio::net::UnixStream, |inner, cx, buf| {
    poll_write_with(inner, cx, |socket| socket::send(socket, buf))
});
write_impls!(UnixWriteHalf, unix::OwnedWriteHalf, |inner, cx, buf| {
    poll_write_with(inner.as_ref(), cx, |socket| socket::send(socket, buf))
});
halves_impls!(
    UnixStream,
    UnixReadHalf,
    UnixWriteHalf,
    tokio::net::UnixStream,
    unix::OwnedReadHalf,
    unix::OwnedWriteHalf
);

impl anyrt_traits::net::UnixStream for UnixStream {
    fn peer_addr(&self) -> io::Result<UnixAddr> {
        Ok(self.inner.peer_addr()?.into())
    }

    fn local_addr(&self) -> io::Result<UnixAddr> {
        Ok(self.inner.local_addr()?.into())
    }
}
