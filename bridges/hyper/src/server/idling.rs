use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use anyrt_traits::time::{Sleep, Timer};
use pin_project_lite::pin_project;

use super::activity::Activity;

pin_project! {
    /// Tells when a connection was idle for a whole turn of a time limit.
    #[derive(Debug)]
    pub(super) struct Idling<S> {
        #[pin]
        sleep: S,
        limit: Duration,
        moves: usize,
    }
}

impl<S: Sleep> Idling<S> {
    pub(super) fn new(timer: &impl Timer<Sleep = S>, limit: Duration) -> Self {
        Self {
            sleep: timer.sleep(limit),
            limit,
            moves: 0,
        }
    }

    /// Waits for the end of a turn in which no byte moved and at which the peer is who is waited for.
    pub(super) fn poll(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        timer: &impl Timer,
        activity: &Activity,
    ) -> Poll<()> {
        let mut this = self.project();
        ready!(this.sleep.as_mut().poll(cx));
        let deadline = timer.now().checked_add(*this.limit);
        match deadline {
            Some(deadline) => this.sleep.as_mut().reset(deadline),
            None => this.sleep.as_mut().reset_never(),
        }
        let moves = activity.moves();
        let has_moved = std::mem::replace(this.moves, moves) != moves;
        if !has_moved && activity.waits_for_peer() {
            return Poll::Ready(());
        }
        ready!(this.sleep.as_mut().poll(cx));
        // It is over already. Before its time, if so because the runtime has shut down, and the connection with
        // it; if not, the limit is so short that others have to have their turn.
        if deadline.is_none_or(|deadline| timer.now() < deadline) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use std::{
        pin::pin,
        task::Waker,
        time::{Duration, Instant},
    };

    use super::*;

    /// The time of a runtime that has shut down: every sleep is over.
    struct Ended(Instant);

    impl Timer for Ended {
        type Sleep = Over;

        fn now(&self) -> Instant {
            self.0
        }

        fn sleep(&self, _duration: Duration) -> Over {
            Over
        }

        fn sleep_until(&self, _deadline: Instant) -> Over {
            Over
        }
    }

    struct Over;

    impl Future for Over {
        type Output = ();

        fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<()> {
            Poll::Ready(())
        }
    }

    impl Sleep for Over {
        fn reset(self: Pin<&mut Self>, _deadline: Instant) {}

        fn reset_never(self: Pin<&mut Self>) {}

        fn deadline(&self) -> Option<Instant> {
            None
        }
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "any instant will do, and there is no runtime"
    )]
    fn a_busy_connection_is_at_its_end_when_the_runtime_is() {
        let timer = Ended(Instant::now());
        let activity = Activity::default();
        activity.begin();
        for limit in [Duration::from_secs(1), Duration::MAX] {
            let mut idling = pin!(Idling::new(&timer, limit));
            let cx = &mut Context::from_waker(Waker::noop());
            assert!(idling.as_mut().poll(cx, &timer, &activity).is_ready());
        }
        // So short that nothing can be said: it has its turn, and others theirs.
        let mut idling = pin!(Idling::new(&timer, Duration::ZERO));
        let cx = &mut Context::from_waker(Waker::noop());
        assert!(idling.as_mut().poll(cx, &timer, &activity).is_pending());
    }
}
