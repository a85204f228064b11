use std::{
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use crate::context::{self, RuntimeId};

/// Wraps the future of a `block_on`, so that the thread knows that it polls it.
///
/// # Cancel safety
///
/// As cancel safe as the future inside.
pub const fn root<F: Future>(runtime: RuntimeId, future: F) -> Root<F> {
    Root { future, runtime }
}

pin_project! {
    /// The future of [`root`].
    ///
    /// # Cancel safety
    ///
    /// As cancel safe as the future inside.
    #[derive(Debug)]
    pub struct Root<F> {
        #[pin]
        future: F,
        runtime: RuntimeId,
    }
}

impl<F: Future> Future for Root<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let _polling = context::enter(*this.runtime, cx.waker());
        this.future.poll(cx)
    }
}
