use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::{Duration, Instant},
};

use anyrt_traits::time::{Sleep, Timer};

use super::BidirectionalReason;

/// The two time limits of a copy in both directions, over one sleep.
///
/// Progress moves the idle limit at nearly every poll, so the sleep is not moved with it: when it ends, the
/// limit may have moved on, and it is set anew.
#[derive(Debug, Default)]
pub(super) struct Limits {
    pub(super) idle: Option<Duration>,
    pub(super) grace: Option<Duration>,
    idle_end: Option<Instant>,
    grace_end: Option<Instant>,
    /// What the sleep is set to.
    armed: Option<Instant>,
}

impl Limits {
    /// Bytes have moved, or it begins.
    pub(super) fn note_progress(&mut self, timer: &impl Timer) {
        if let Some(idle) = self.idle {
            self.idle_end = timer.now().checked_add(idle);
        }
    }

    /// One of the streams has ended.
    pub(super) fn note_end(&mut self, timer: &impl Timer) {
        if let (Some(grace), None) = (self.grace, self.grace_end) {
            self.grace_end = timer.now().checked_add(grace);
        }
    }

    /// Waits until a limit is reached.
    pub(super) fn poll<S: Sleep>(
        &mut self,
        cx: &mut Context<'_>,
        mut sleep: Pin<&mut S>,
    ) -> Poll<BidirectionalReason> {
        let Some(end) = self.idle_end.into_iter().chain(self.grace_end).min() else {
            return Poll::Pending;
        };
        if self.armed.is_none_or(|armed| end < armed) {
            self.arm(sleep.as_mut(), end);
        }
        ready!(sleep.as_mut().poll(cx));
        if self.armed != Some(end) {
            self.arm(sleep.as_mut(), end);
            ready!(sleep.poll(cx));
        }
        Poll::Ready(if self.grace_end == Some(end) {
            BidirectionalReason::Grace
        } else {
            BidirectionalReason::Idle
        })
    }

    fn arm<S: Sleep>(&mut self, sleep: Pin<&mut S>, end: Instant) {
        sleep.reset(end);
        self.armed = Some(end);
    }
}
