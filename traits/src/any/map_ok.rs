use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

pin_project! {
    /// Waits for a concrete socket and erases its type.
    pub(super) struct MapOk<F, S, A> {
        #[pin]
        future: F,
        erase: fn(S) -> A,
    }
}

impl<F, S, A> MapOk<F, S, A> {
    pub(super) const fn new(future: F, erase: fn(S) -> A) -> Self {
        Self { future, erase }
    }
}

impl<F: Future<Output = io::Result<S>>, S, A> Future for MapOk<F, S, A> {
    type Output = io::Result<A>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<A>> {
        let this = self.project();
        this.future.poll(cx).map_ok(*this.erase)
    }
}
