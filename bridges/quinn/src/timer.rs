use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
    time::Instant,
};

use anyrt_traits::time::Sleep;
use pin_project_lite::pin_project;
use quinn::AsyncTimer;

pin_project! {
    /// A sleep as quinn's timer, which is moved in its place.
    pub(crate) struct Timer<S> {
        #[pin]
        sleep: S,
    }
}

impl<S> Timer<S> {
    pub(crate) const fn new(sleep: S) -> Self {
        Self { sleep }
    }
}

impl<S: Sleep + Send + 'static> AsyncTimer for Timer<S> {
    fn reset(self: Pin<&mut Self>, deadline: Instant) {
        self.project().sleep.reset(deadline);
    }

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.project().sleep.poll(cx)
    }
}

impl<S: Sleep> fmt::Debug for Timer<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Timer")
            .field("deadline", &self.sleep.deadline())
            .finish()
    }
}
