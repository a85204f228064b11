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
        loop {
            ready!(this.sleep.as_mut().poll(cx));
            match timer.now().checked_add(*this.limit) {
                Some(deadline) => this.sleep.as_mut().reset(deadline),
                None => this.sleep.as_mut().reset_never(),
            }
            let moves = activity.moves();
            let has_moved = std::mem::replace(this.moves, moves) != moves;
            if !has_moved && activity.waits_for_peer() {
                return Poll::Ready(());
            }
        }
    }
}
