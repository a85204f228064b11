use std::{
    any::Any,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
    time::Instant,
};

use anyrt_adapter_kit::task::ForeignWaker;
use anyrt_traits::time::Sleep;
use pin_project_lite::pin_project;
use tokio::task::unconstrained;

use crate::shared::{Shared, VERY_LONG};

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
        // tokio ends the process if a waker panics on one of its threads. Goes after the timer, which
        // lets its waker go.
        waker: ForeignWaker,
    }
}

impl TokioSleep {
    /// Makes a sleep; `now` is what its past is compared with.
    #[inline]
    pub(crate) fn new(shared: &Arc<Shared>, deadline: Option<Instant>, now: Instant) -> Self {
        let context = shared.enter();
        let timer = tokio::time::sleep_until(wake_up(shared, deadline));
        drop(context);
        Self {
            timer,
            shared: shared.clone(),
            deadline,
            // tokio's own waits for the next tick.
            elapsed: deadline.is_some_and(|deadline| deadline <= now),
            waker: ForeignWaker::new(),
        }
    }
}

/// Tells whether a panic is tokio's, about a timer whose runtime has ended.
fn tells_of_shutdown(payload: &(dyn Any + Send)) -> bool {
    let message = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    message.is_some_and(|message| message.contains("is being shutdown"))
}

/// The clock that tokio's timers are measured on.
#[inline]
pub(crate) fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}

/// When to wake up for a deadline: one that tokio's arithmetic cannot hold is as good as never.
#[inline]
fn wake_up(shared: &Shared, deadline: Option<Instant>) -> tokio::time::Instant {
    let deadline = deadline.unwrap_or(shared.far_away);
    deadline.min(shared.far_away).into()
}

impl Future for TokioSleep {
    type Output = ();

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        if *this.elapsed {
            return Poll::Ready(());
        }
        let waker = this.waker.guard(&this.shared.lifetime, cx.waker());
        let cx = &mut Context::from_waker(waker);
        loop {
            // The owner shut down, and tokio's own poll would panic.
            if this.shared.is_closed() {
                break;
            }
            // A task whose budget is spent has to see that its time is up all the same: what it waits for
            // may spend the budget at every poll.
            let mut timer = pin!(unconstrained(this.timer.as_mut()));
            match catch_unwind(AssertUnwindSafe(|| timer.as_mut().poll(cx))) {
                Ok(Poll::Pending) => return Poll::Pending,
                Ok(Poll::Ready(())) => {}
                // The owner shut down between the question and the poll, or the runtime was joined, and is
                // shut down by somebody else.
                Err(payload) if this.shared.is_closed() || tells_of_shutdown(&*payload) => break,
                Err(payload) => resume_unwind(payload),
            }
            let far_away = this.shared.far_away;
            if this.deadline.is_some_and(|deadline| deadline <= far_away) || this.shared.is_closed()
            {
                break;
            }
            // Decades have passed, and never has not come.
            this.timer.as_mut().reset((now() + VERY_LONG).into());
        }
        *this.elapsed = true;
        this.waker.clear();
        Poll::Ready(())
    }
}

impl TokioSleep {
    fn move_to(self: Pin<&mut Self>, deadline: Option<Instant>) {
        let this = self.project();
        *this.deadline = deadline;
        *this.elapsed = deadline.is_some_and(|deadline| deadline <= now());
        // Also if it has elapsed: whoever waits is woken by the timer.
        if !this.shared.is_closed() {
            this.timer.reset(wake_up(this.shared, deadline));
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
