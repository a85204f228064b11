use std::time::Duration;

use anyrt_traits::{
    AnyRuntime, OsRuntime,
    task::{BlockOn, Shutdown, ShutdownTimeout},
};

/// An owner whose handle is the erased form of the handle of another owner.
///
/// # Examples
///
/// ```ignore
/// anyrt_compat_tests::conformance!(mine_erased, owned, || Erased::new(Mine::new()));
/// ```
#[derive(Debug)]
pub struct Erased<O>(O);

impl<O> Erased<O> {
    /// Erases what `owner` hands out.
    pub const fn new(owner: O) -> Self {
        Self(owner)
    }
}

impl<O: BlockOn<Handle: OsRuntime>> BlockOn for Erased<O> {
    type Handle = AnyRuntime;

    fn handle(&self) -> AnyRuntime {
        AnyRuntime::new(self.0.handle())
    }

    fn block_on<F, Fut>(&self, main: F) -> Fut::Output
    where
        F: FnOnce(AnyRuntime) -> Fut,
        Fut: Future,
    {
        self.0.block_on(|rt| main(AnyRuntime::new(rt)))
    }
}

impl<O: Shutdown> Shutdown for Erased<O> {
    fn shutdown(self, timeout: Duration) -> Result<(), ShutdownTimeout> {
        self.0.shutdown(timeout)
    }
}
