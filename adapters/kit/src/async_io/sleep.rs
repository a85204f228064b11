use std::{
    pin::Pin,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use anyrt_traits::time::Sleep;
use async_io::Timer;

use crate::{clock, life::Lifetime, task::ForeignWaker};

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
    /// The reactor drops wakers under the lock of its timers: a panic there would end them all. Goes after
    /// the timer, which lets its waker go.
    waker: ForeignWaker,
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
            waker: ForeignWaker::of_timer(),
        }
    }

    fn move_to(&mut self, deadline: Option<Instant>) {
        self.deadline = deadline;
        self.elapsed = false;
        self.timer.set_at(wake_up(deadline));
    }

    #[inline]
    fn elapse(&mut self) -> Poll<()> {
        self.elapsed = true;
        self.waker.clear();
        Poll::Ready(())
    }
}

/// When to wake up for a deadline.
#[inline]
fn wake_up(deadline: Option<Instant>) -> Instant {
    deadline.unwrap_or_else(|| clock::now() + VERY_LONG)
}

impl Future for AsyncIoSleep {
    type Output = ();

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.elapsed {
            return Poll::Ready(());
        }
        loop {
            let Self {
                timer,
                lifetime,
                waker,
                ..
            } = &mut *self;
            let cx = &mut Context::from_waker(waker.guard(lifetime, cx.waker()));
            if lifetime.is_over() {
                return self.elapse();
            }
            if Pin::new(timer).poll(cx).is_pending() {
                return Poll::Pending;
            }
            if self.deadline.is_some() {
                return self.elapse();
            }
            self.move_to(None);
        }
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
