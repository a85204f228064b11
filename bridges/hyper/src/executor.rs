use anyrt_traits::task::{JoinHandle, Spawn};
use hyper::rt::Executor;

/// Starts the tasks of hyper on a runtime.
///
/// HTTP/2 has such tasks. They are detached: each ends with the connection that it belongs to.
#[derive(Debug, Clone, Default)]
pub struct AnyrtExecutor<R> {
    rt: R,
}

impl<R> AnyrtExecutor<R> {
    /// Takes the runtime to start tasks on.
    pub const fn new(rt: R) -> Self {
        Self { rt }
    }
}

/// The runtime is never pinned.
impl<R> Unpin for AnyrtExecutor<R> {}

impl<R, F> Executor<F> for AnyrtExecutor<R>
where
    R: Spawn,
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    fn execute(&self, future: F) {
        self.rt.spawn(future).detach();
    }
}
