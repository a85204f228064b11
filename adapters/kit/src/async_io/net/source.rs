use std::{
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    task::{Context, Poll},
};

use anyrt_traits::net::{Interest, ReadySource, Waiter};
use async_io::Async;

use super::socket::{Socket, Waits};
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
        self.queue(interest).poll_at_epoch(cx, waiter, |cx, epoch| {
            self.socket.poll_event(interest, cx, epoch)
        })
    }

    fn poll_io<R>(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
        mut operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        self.queue(interest).poll_at_epoch(cx, waiter, |cx, epoch| {
            self.socket
                .poll_io(interest, cx, Waits::Queue(epoch), &mut operation)
        })
    }

    fn try_io<R>(
        &self,
        interest: Interest,
        operation: impl FnOnce(BorrowedFd<'_>) -> io::Result<R>,
    ) -> io::Result<R> {
        let epoch = self.queue(interest).epoch();
        self.socket.try_io(interest, epoch, operation)
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
