use std::{
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;

use super::activity::Activity;

/// The time in which a service, or a body, is waited for.
#[derive(Debug)]
pub(super) struct Wait {
    activity: Arc<Activity>,
    is_waiting: bool,
}

impl Wait {
    pub(super) const fn new(activity: Arc<Activity>) -> Self {
        Self {
            activity,
            is_waiting: false,
        }
    }

    pub(super) fn set(&mut self, is_waiting: bool) {
        match (self.is_waiting, is_waiting) {
            (false, true) => self.activity.begin(),
            (true, false) => self.activity.end(),
            _ => {}
        }
        self.is_waiting = is_waiting;
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.set(false);
    }
}

pin_project! {
    /// The body of a response, which notes when it is waited for: a connection that waits for its service is
    /// not idle.
    pub struct Tracked<B> {
        #[pin]
        inner: B,
        wait: Wait,
    }
}

impl<B> Tracked<B> {
    pub(super) const fn new(inner: B, activity: Arc<Activity>) -> Self {
        Self {
            inner,
            wait: Wait::new(activity),
        }
    }
}

impl<B: Body> Body for Tracked<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        let this = self.project();
        let polled = this.inner.poll_frame(cx);
        this.wait.set(polled.is_pending());
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

impl<B: fmt::Debug> fmt::Debug for Tracked<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Tracked").field(&self.inner).finish()
    }
}
