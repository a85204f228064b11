use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Poll, Waker},
};

use pin_project_lite::pin_project;

use super::{TaskOutput, quiet::quietly};
use crate::context::{self, RuntimeId};

pin_project! {
    /// A future as it is handed to an executor: its panics become its output, also those of its
    /// destructor, and the thread knows that it polls a task.
    ///
    /// An executor that drops it, because it was aborted or at shutdown, sees no panic either.
    ///
    /// # Cancel safety
    ///
    /// As cancel safe as the future inside.
    pub struct Guarded<F> {
        #[pin]
        future: Option<F>,
        runtime: RuntimeId,
    }

    impl<F> PinnedDrop for Guarded<F> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            if this.future.is_some() {
                // A destructor runs on the executor's thread, and may block as little as a poll.
                let _dropping = context::enter(*this.runtime, Waker::noop());
                quietly(|| this.future.set(None));
            }
        }
    }
}

impl<F> Guarded<F> {
    /// Wraps a future that is spawned on `runtime`.
    pub const fn new(runtime: RuntimeId, future: F) -> Self {
        Self {
            future: Some(future),
            runtime,
        }
    }
}

impl<F: Future> Future for Guarded<F> {
    type Output = TaskOutput<F::Output>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let _polling = context::enter(*this.runtime, cx.waker());
        let polled = catch_unwind(AssertUnwindSafe(|| {
            let future = this.future.as_mut().as_pin_mut()?;
            let Poll::Ready(output) = future.poll(cx) else {
                return None;
            };
            // Wrapped before the future is dropped: should that panic, the output goes quietly.
            let output = TaskOutput::new(output);
            this.future.set(None);
            Some(output)
        }));
        match polled {
            Ok(None) => Poll::Pending,
            Ok(Some(output)) => Poll::Ready(output),
            Err(payload) => {
                quietly(|| this.future.set(None));
                Poll::Ready(TaskOutput::panicked(payload))
            }
        }
    }
}

impl<F> fmt::Debug for Guarded<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guarded").finish_non_exhaustive()
    }
}
