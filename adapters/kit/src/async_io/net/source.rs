use std::{
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    task::{Context, Poll},
};

use anyrt_traits::net::{Interest, ReadySource, Waiter};
use async_io::Async;

use super::socket::Socket;
use crate::{life::Lifetime, wait_queue::WaitQueue};

/// A descriptor of the caller's own on async-io.
#[derive(Debug)]
pub struct Source {
    socket: Socket<OwnedFd>,
    reading: WaitQueue,
    writing: WaitQueue,
}

impl Source {
    /// Registers `fd`, and makes it non-blocking.
    ///
    /// # Errors
    ///
    /// What the system says, or that the runtime has shut down.
    pub fn new(fd: OwnedFd, lifetime: &Lifetime) -> io::Result<Self> {
        lifetime.check()?;
        Ok(Self {
            socket: Socket::new(Async::new(fd)?, lifetime)?,
            reading: WaitQueue::living_for(lifetime),
            writing: WaitQueue::living_for(lifetime),
        })
    }

    const fn queue(&self, interest: Interest) -> &WaitQueue {
        match interest {
            Interest::Readable => &self.reading,
            Interest::Writable => &self.writing,
        }
    }
}

impl ReadySource for Source {
    fn poll_ready(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
    ) -> Poll<io::Result<()>> {
        self.queue(interest).poll(cx, waiter, |cx| match interest {
            Interest::Readable => self.socket.poll_readable(cx),
            Interest::Writable => self.socket.poll_writable(cx),
        })
    }

    fn poll_io<R>(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
        mut operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        self.queue(interest).poll(cx, waiter, |cx| match interest {
            Interest::Readable => self.socket.poll_read_with(cx, None, &mut operation),
            Interest::Writable => self.socket.poll_write_with(cx, None, &mut operation),
        })
    }

    fn try_io<R>(
        &self,
        _interest: Interest,
        operation: impl FnOnce(BorrowedFd<'_>) -> io::Result<R>,
    ) -> io::Result<R> {
        self.socket.lifetime().check()?;
        operation(self.as_fd())
    }

    fn into_fd(self) -> io::Result<OwnedFd> {
        self.socket.into_inner()
    }
}

impl AsFd for Source {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}
