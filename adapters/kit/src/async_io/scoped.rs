use std::{
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use crate::{
    life::{Member, Scope},
    task::{Guarded, TaskOutput},
};

pin_project! {
    /// A task that ends with its scope: it is woken when the scope closes, and drops its future then.
    ///
    /// An executor that is dropped drops its tasks too, but may miss one that is being woken meanwhile.
    /// Whoever drops an executor of scoped tasks runs it until it is empty first, which it soon is.
    ///
    /// # Cancel safety
    ///
    /// As cancel safe as the future inside.
    pub struct Scoped<F> {
        #[pin]
        task: Option<Guarded<F>>,
        scope: Arc<Scope>,
        // The place among the members of the scope, once the task has waited.
        key: Option<usize>,
    }

    impl<F> PinnedDrop for Scoped<F> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            if let Some(key) = this.key.take() {
                this.scope.remove(key);
            }
        }
    }
}

impl<F> Scoped<F> {
    /// Makes a task of the runtime whose owner closes `scope`.
    #[inline]
    pub fn new(scope: &Arc<Scope>, future: F) -> Self {
        Self {
            task: Some(Guarded::new(scope.id(), future)),
            scope: scope.clone(),
            key: None,
        }
    }
}

impl<F: Future> Future for Scoped<F> {
    type Output = TaskOutput<F::Output>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        if let Some(task) = this.task.as_mut().as_pin_mut()
            && !this.scope.is_closed()
        {
            if let Poll::Ready(output) = task.poll(cx) {
                return Poll::Ready(output);
            }
            // The executor's waker is the same at every poll.
            if this.key.is_some() {
                return Poll::Pending;
            }
            if let Ok(key) = this.scope.add(Member::Waiting(cx.waker().clone())) {
                *this.key = Some(key);
                return Poll::Pending;
            }
        }
        this.task.set(None);
        Poll::Ready(TaskOutput::cancelled())
    }
}

impl<F> fmt::Debug for Scoped<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scoped").finish_non_exhaustive()
    }
}
