use std::{
    pin::Pin,
    sync::{Mutex, PoisonError},
    task::{Context, Poll},
};

pub(super) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A boxed future that is `Sync` without the future inside being so, because it is reached through
/// `&mut` alone. The lock is what proves it to the compiler; it is never taken.
pub(super) struct Exclusive<T>(Mutex<BoxFuture<T>>);

impl<T> Exclusive<T> {
    pub(super) const fn new(future: BoxFuture<T>) -> Self {
        Self(Mutex::new(future))
    }

    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<T> {
        self.0
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
            .as_mut()
            .poll(cx)
    }
}
