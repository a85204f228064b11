use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use anyrt_traits::time::Sleep;
use pin_project_lite::pin_project;

use crate::shared::Shared;

/// What stands for never, as in tokio's own timers; asked for again when it is reached.
const VERY_LONG: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

pin_project! {
    /// A timer of tokio; see [`Sleep`].
    ///
    /// tokio's timers count in milliseconds, rounding up: it completes up to one millisecond late on an
    /// idle machine.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: dropping it frees the timer.
    pub struct TokioSleep {
        #[pin]
        timer: tokio::time::Sleep,
        shared: Arc<Shared>,
        // `None`: never.
        deadline: Option<Instant>,
        elapsed: bool,
    }
}

impl TokioSleep {
    pub(crate) fn new(shared: &Arc<Shared>, deadline: Option<Instant>) -> Self {
        let context = shared.enter();
        let timer = tokio::time::sleep_until(wake_up(deadline));
        drop(context);
        Self {
            timer,
            shared: shared.clone(),
            deadline,
            elapsed: false,
        }
    }
}

/// When to wake up for a deadline.
fn wake_up(deadline: Option<Instant>) -> tokio::time::Instant {
    let deadline = deadline.map_or_else(|| tokio::time::Instant::now() + VERY_LONG, Into::into);
    // A deadline that tokio's arithmetic cannot hold is as good as never.
    deadline.min(tokio::time::Instant::now() + VERY_LONG)
}

impl Future for TokioSleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        if *this.elapsed {
            return Poll::Ready(());
        }
        loop {
            // The owner shut down, and tokio's own poll would panic.
            if this.shared.is_closed() {
                *this.elapsed = true;
                return Poll::Ready(());
            }
            match catch_unwind(AssertUnwindSafe(|| this.timer.as_mut().poll(cx))) {
                Ok(Poll::Pending) => return Poll::Pending,
                Ok(Poll::Ready(())) => {}
                // The owner shut down between the question and the poll.
                Err(_) if this.shared.is_closed() => {}
                Err(payload) => resume_unwind(payload),
            }
            if this.shared.is_closed()
                || this
                    .deadline
                    .is_some_and(|deadline| deadline <= tokio::time::Instant::now().into())
            {
                *this.elapsed = true;
                return Poll::Ready(());
            }
            // Woken long before a deadline that was too far for tokio.
            this.timer.as_mut().reset(wake_up(*this.deadline));
        }
    }
}

impl TokioSleep {
    fn move_to(self: Pin<&mut Self>, deadline: Option<Instant>) {
        let this = self.project();
        *this.deadline = deadline;
        *this.elapsed = false;
        if !this.shared.is_closed() {
            this.timer.reset(wake_up(deadline));
        }
    }
}

impl Sleep for TokioSleep {
    fn reset(self: Pin<&mut Self>, deadline: Instant) {
        self.move_to(Some(deadline));
    }

    fn reset_never(self: Pin<&mut Self>) {
        self.move_to(None);
    }

    fn deadline(&self) -> Option<Instant> {
        self.deadline
    }
}

impl fmt::Debug for TokioSleep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokioSleep")
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}
