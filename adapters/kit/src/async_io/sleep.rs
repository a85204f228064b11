use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use anyrt_traits::time::Sleep;
use async_io::Timer;

use crate::{
    context,
    life::{Lifetime, Member, Scope},
};

/// What stands for never; asked for again when it is reached. A timer that is set, however far, keeps
/// the waker of who waits, which a reset then wakes.
const VERY_LONG: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// A timer of async-io; see [`Sleep`].
///
/// It completes as soon as the reactor's thread comes to it, without rounding.
///
/// # Cancel safety
///
/// Cancel safe: dropping it frees the timer.
#[derive(Debug)]
pub struct AsyncIoSleep {
    timer: Timer,
    /// `None`: never.
    deadline: Option<Instant>,
    elapsed: bool,
    lifetime: Lifetime,
    /// The place among the members of the scope, once polled by a task that outlives it.
    key: Option<usize>,
}

impl AsyncIoSleep {
    /// Makes a timer that completes at `deadline`, or never, or when `lifetime` is over.
    #[must_use]
    #[inline]
    pub fn new(lifetime: &Lifetime, deadline: Option<Instant>) -> Self {
        Self {
            timer: Timer::at(wake_up(deadline)),
            deadline,
            elapsed: false,
            lifetime: lifetime.clone(),
            key: None,
        }
    }

    /// Makes sure that a shutdown wakes whoever waits; `false` if it has happened.
    ///
    /// The runtime's own tasks need not be woken: shutdown drops them.
    #[inline]
    fn register(&mut self, waker: &Waker) -> bool {
        let Some(scope) = self.lifetime.scope() else {
            return true;
        };
        if context::is_own_waker(scope.id(), waker) {
            return !scope.is_closed();
        }
        match self.key {
            Some(key) => scope.wait_with(key, waker),
            None => self.key = scope.add(Member::Waiting(waker.clone())).ok(),
        }
        !scope.is_closed()
    }

    #[inline]
    fn unregister(&mut self) {
        if let (Some(key), Some(scope)) = (self.key.take(), self.scope()) {
            scope.remove(key);
        }
    }

    const fn scope(&self) -> Option<&Arc<Scope>> {
        self.lifetime.scope()
    }

    fn move_to(&mut self, deadline: Option<Instant>) {
        self.deadline = deadline;
        self.elapsed = false;
        self.timer.set_at(wake_up(deadline));
    }

    #[inline]
    fn elapse(&mut self) -> Poll<()> {
        self.elapsed = true;
        self.unregister();
        Poll::Ready(())
    }
}

/// When to wake up for a deadline.
#[inline]
fn wake_up(deadline: Option<Instant>) -> Instant {
    deadline.unwrap_or_else(|| Instant::now() + VERY_LONG)
}

impl Future for AsyncIoSleep {
    type Output = ();

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.elapsed {
            return Poll::Ready(());
        }
        if self.lifetime.is_over() {
            return self.elapse();
        }
        while Pin::new(&mut self.timer).poll(cx).is_ready() {
            if self.deadline.is_some() {
                return self.elapse();
            }
            self.move_to(None);
        }
        if !self.register(cx.waker()) {
            return self.elapse();
        }
        Poll::Pending
    }
}

impl Sleep for AsyncIoSleep {
    fn reset(mut self: Pin<&mut Self>, deadline: Instant) {
        self.move_to(Some(deadline));
    }

    fn reset_never(mut self: Pin<&mut Self>) {
        self.move_to(None);
    }

    fn deadline(&self) -> Option<Instant> {
        self.deadline
    }
}

impl Drop for AsyncIoSleep {
    #[inline]
    fn drop(&mut self) {
        self.unregister();
    }
}
