use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

use super::{Ref, error::RecvError, shared::Shared, version::Version, waiter::Waiter};

enum Stage {
    Look,
    Wait,
    /// Every sender is gone: the last look.
    End,
}

pin_project! {
    /// The future of [`Receiver::wait_for`](super::Receiver::wait_for).
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the versions that the condition refused count as seen.
    #[must_use = "futures do nothing unless polled"]
    pub struct WaitFor<'a, T, F> {
        shared: &'a Shared<T>,
        seen: &'a mut Version,
        condition: F,
        stage: Stage,
        #[pin]
        waiter: Waiter,
    }

    impl<'a, T, F> PinnedDrop for WaitFor<'a, T, F> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            this.waiter.leave(this.shared);
        }
    }
}

impl<'a, T, F> WaitFor<'a, T, F> {
    pub(super) fn new(shared: &'a Shared<T>, seen: &'a mut Version, condition: F) -> Self {
        Self {
            shared,
            seen,
            condition,
            stage: Stage::Look,
            waiter: Waiter::new(),
        }
    }
}

impl<'a, T, F: FnMut(&T) -> bool> Future for WaitFor<'a, T, F> {
    type Output = Result<Ref<'a, T>, RecvError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        loop {
            if let Stage::Wait = this.stage {
                let changed = this
                    .waiter
                    .as_mut()
                    .poll_changed(this.shared, this.seen, cx);
                *this.stage = match ready!(changed) {
                    Ok(()) => Stage::Look,
                    Err(RecvError) => Stage::End,
                };
            }
            let is_end = matches!(this.stage, Stage::End);
            let (look, version) = Ref::new(this.shared, Some(**this.seen));
            **this.seen = version;
            if (!is_end || look.has_changed()) && (this.condition)(&look) {
                return Poll::Ready(Ok(look));
            }
            if is_end {
                return Poll::Ready(Err(RecvError));
            }
            *this.stage = Stage::Wait;
        }
    }
}

impl<T, F> fmt::Debug for WaitFor<'_, T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitFor").finish_non_exhaustive()
    }
}
