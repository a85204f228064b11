use std::{
    io,
    os::fd::{AsFd, BorrowedFd},
    sync::atomic::{AtomicUsize, Ordering},
    task::{Context, Poll, ready},
};

use anyrt_traits::net::Interest;
use async_io::Async;

use super::{attempts::Attempts, stream_waker::StreamWaker};
use crate::life::Lifetime;

/// A socket, registered with the reactor, of a runtime that may end.
#[derive(Debug)]
pub(super) struct Socket<T: AsFd> {
    io: Async<T>,
    lifetime: Lifetime,
    reading: Direction,
    writing: Direction,
}

/// What is known of one direction.
#[derive(Debug, Default)]
struct Direction {
    attempts: Attempts,
    /// The epoch of the queue at which an operation would have blocked. At the same one it still would.
    blocked_at: AtomicUsize,
}

/// Who waits for the reactor, and how it is known that there was an event.
pub(super) enum Waits<'a> {
    /// One at a time.
    Stream(&'a mut StreamWaker),
    /// Those of a queue, whose waker is the one of the context; it has come to this epoch.
    Queue(usize),
}

impl Direction {
    /// Tells whether there was an event since an operation would have blocked.
    fn take_event(&self, waits: &mut Waits<'_>) -> bool {
        let is_told = match waits {
            Waits::Stream(waker) => waker.take_event(),
            Waits::Queue(epoch) => self.has_event_by(*epoch),
        };
        if is_told {
            self.attempts.is_ready();
        }
        is_told
    }

    fn has_event_by(&self, epoch: usize) -> bool {
        // Relaxed, here and below: who sees an old one tries in vain.
        self.blocked_at.load(Ordering::Relaxed) != epoch
    }

    /// Says that an operation would have blocked, which began after the epoch was read.
    fn blocked(&self, epoch: usize) {
        self.attempts.failed();
        self.blocked_at.store(epoch, Ordering::Relaxed);
    }
}

/// How async-io is asked for the readiness of one direction.
type PollReady<T> = fn(&Async<T>, &mut Context<'_>) -> Poll<io::Result<()>>;

impl<T: AsFd> Socket<T> {
    /// Takes a registered socket into a lifetime.
    pub(super) fn new(io: Async<T>, lifetime: &Lifetime) -> io::Result<Self> {
        lifetime.check()?;
        let lifetime = lifetime.clone();
        Ok(Self {
            io,
            lifetime,
            reading: Direction::default(),
            writing: Direction::default(),
        })
    }

    pub(super) const fn lifetime(&self) -> &Lifetime {
        &self.lifetime
    }

    const fn direction(&self, interest: Interest) -> (&Direction, PollReady<T>) {
        match interest {
            Interest::Readable => (&self.reading, Async::poll_readable),
            Interest::Writable => (&self.writing, Async::poll_writable),
        }
    }

    /// Tries `operation` until it does not block, waiting for the reactor in between.
    pub(super) fn poll_io<R>(
        &self,
        interest: Interest,
        cx: &mut Context<'_>,
        mut waits: Waits<'_>,
        mut operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        let (direction, poll_ready) = self.direction(interest);
        let attempts = &direction.attempts;
        let mut may_try = direction.take_event(&mut waits) || attempts.may_try();
        loop {
            self.lifetime.check()?;
            if may_try {
                match operation(self.io.get_ref().as_fd()) {
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => match waits {
                        Waits::Stream(_) => attempts.failed(),
                        Waits::Queue(epoch) => direction.blocked(epoch),
                    },
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    result => {
                        attempts.succeeded();
                        return Poll::Ready(result);
                    }
                }
            }
            match &mut waits {
                Waits::Stream(waker) => {
                    let guarded = waker.guard(&self.lifetime, cx.waker(), attempts.are_over());
                    self.lifetime.check()?;
                    let cx = &mut Context::from_waker(guarded);
                    if attempts.are_over() {
                        return self.wait(poll_ready, cx);
                    }
                    ready!(poll_ready(&self.io, cx))?;
                    attempts.is_ready();
                    may_try = true;
                }
                Waits::Queue(_) => return self.wait(poll_ready, cx),
            }
        }
    }

    /// Says that the last operation took, or filled, all there was: the next one would block.
    pub(super) fn exhausted(&self, interest: Interest) {
        self.direction(interest).0.attempts.exhausted();
    }

    /// Waits until there was an event since the last operation that would have blocked.
    pub(super) fn poll_event(
        &self,
        interest: Interest,
        cx: &mut Context<'_>,
        epoch: usize,
    ) -> Poll<io::Result<()>> {
        self.lifetime.check()?;
        let (direction, poll_ready) = self.direction(interest);
        if direction.has_event_by(epoch) {
            return Poll::Ready(Ok(()));
        }
        self.wait(poll_ready, cx)
    }

    /// Has the reactor wake at the next event a queue, or a stream that notes it.
    ///
    /// That there was one may be told here for a second time, or before the other has heard of it. It does hear, and
    /// if it did not, the reactor would tell of what is there again: only the wait itself counts.
    fn wait<R>(&self, poll_ready: PollReady<T>, cx: &mut Context<'_>) -> Poll<io::Result<R>> {
        loop {
            ready!(poll_ready(&self.io, cx))?;
        }
    }

    /// Tries `operation` once, of which the queue's waiters learn if it would block.
    pub(super) fn try_io<R>(
        &self,
        interest: Interest,
        epoch: usize,
        operation: impl FnOnce(BorrowedFd<'_>) -> io::Result<R>,
    ) -> io::Result<R> {
        self.lifetime.check()?;
        let result = operation(self.as_fd());
        if let Err(error) = &result
            && error.kind() == io::ErrorKind::WouldBlock
        {
            self.direction(interest).0.blocked(epoch);
        }
        result
    }

    /// Waits for a new event that makes it possible to write.
    pub(super) fn poll_writable(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.lifetime.check()?;
        self.io.poll_writable(cx)
    }

    /// Takes the socket out of the reactor.
    pub(super) fn into_inner(self) -> io::Result<T> {
        self.io.into_inner()
    }

    pub(super) fn get_ref(&self) -> &T {
        self.io.get_ref()
    }
}

impl<T: AsFd> AsFd for Socket<T> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.io.get_ref().as_fd()
    }
}
