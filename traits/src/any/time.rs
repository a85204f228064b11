use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use super::{AnyRuntime, parts::Part};
use crate::time::{Sleep, Timer};

type BoxSleep = Pin<Box<dyn Sleep + Send + Sync>>;

pub(super) trait DynTimer: Part {
    fn instant(&self) -> Instant;
    fn sleep_for(&self, duration: Duration) -> BoxSleep;
    fn sleep_to(&self, deadline: Instant) -> BoxSleep;
}

impl<T: Timer<Sleep: Send + Sync> + Send + Sync> DynTimer for T {
    fn instant(&self) -> Instant {
        self.now()
    }

    fn sleep_for(&self, duration: Duration) -> BoxSleep {
        Box::pin(self.sleep(duration))
    }

    fn sleep_to(&self, deadline: Instant) -> BoxSleep {
        Box::pin(self.sleep_until(deadline))
    }
}

impl Timer for AnyRuntime {
    type Sleep = AnySleep;

    fn now(&self) -> Instant {
        self.parts.timer.instant()
    }

    fn sleep(&self, duration: Duration) -> AnySleep {
        let inner = self.parts.timer.sleep_for(duration);
        AnySleep { inner }
    }

    fn sleep_until(&self, deadline: Instant) -> AnySleep {
        let inner = self.parts.timer.sleep_to(deadline);
        AnySleep { inner }
    }
}

/// The future of [`AnyRuntime`]'s [`sleep`](Timer::sleep) and [`sleep_until`](Timer::sleep_until).
///
/// It holds one allocation, which resetting it keeps.
///
/// # Cancel safety
///
/// Cancel safe: dropping it frees the timer and does nothing else.
#[must_use = "futures do nothing unless polled"]
pub struct AnySleep {
    inner: BoxSleep,
}

impl Future for AnySleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.get_mut().inner.as_mut().poll(cx)
    }
}

impl Sleep for AnySleep {
    fn reset(self: Pin<&mut Self>, deadline: Instant) {
        self.get_mut().inner.as_mut().reset(deadline);
    }

    fn reset_never(self: Pin<&mut Self>) {
        self.get_mut().inner.as_mut().reset_never();
    }

    fn deadline(&self) -> Option<Instant> {
        self.inner.deadline()
    }
}

impl fmt::Debug for AnySleep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnySleep")
            .field("deadline", &self.deadline())
            .finish_non_exhaustive()
    }
}
