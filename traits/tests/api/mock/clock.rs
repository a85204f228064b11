use std::{
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
    time::{Duration, Instant},
};

use anyrt_traits::time::{Sleep, Timer};

use super::Log;

/// A clock that moves when it is told to.
#[derive(Clone)]
pub(crate) struct Clock {
    now: Arc<Mutex<Instant>>,
    log: Log,
}

impl Clock {
    #[expect(
        clippy::disallowed_methods,
        reason = "an `Instant` to begin with cannot be had otherwise; none is asked for again"
    )]
    pub(crate) fn new(log: &Log) -> Self {
        Self {
            now: Arc::new(Mutex::new(Instant::now())),
            log: log.clone(),
        }
    }

    pub(crate) fn advance(&self, by: Duration) {
        *self.lock() += by;
    }

    fn lock(&self) -> MutexGuard<'_, Instant> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Timer for Clock {
    type Sleep = MockSleep;

    fn now(&self) -> Instant {
        *self.lock()
    }

    fn sleep(&self, duration: Duration) -> MockSleep {
        self.log.push(format!("sleep {duration:?}"));
        MockSleep {
            deadline: self.now().checked_add(duration),
            clock: self.clone(),
        }
    }

    fn sleep_until(&self, deadline: Instant) -> MockSleep {
        self.log.push("sleep_until");
        MockSleep {
            deadline: Some(deadline),
            clock: self.clone(),
        }
    }
}

pub(crate) struct MockSleep {
    clock: Clock,
    deadline: Option<Instant>,
}

impl Future for MockSleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<()> {
        match self.deadline {
            Some(deadline) if deadline <= self.clock.now() => Poll::Ready(()),
            _ => Poll::Pending,
        }
    }
}

impl Sleep for MockSleep {
    fn reset(mut self: Pin<&mut Self>, deadline: Instant) {
        self.deadline = Some(deadline);
    }

    fn reset_never(mut self: Pin<&mut Self>) {
        self.deadline = None;
    }

    fn deadline(&self) -> Option<Instant> {
        self.deadline
    }
}
