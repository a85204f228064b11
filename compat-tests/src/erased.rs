use std::{
    fmt,
    pin::{Pin, pin},
    time::Duration,
};

use anyrt_traits::{
    AnyRuntime, OsRuntime,
    net::SendReadiness,
    task::{BlockOn, Shutdown, ShutdownTimeout},
};

use crate::{GlobalRuntime, OwnedRuntime};

/// An owner whose handle is the erased form of the handle of another owner.
///
/// It is one type whatever is inside, so that the cases are compiled once for all erased runtimes.
///
/// # Examples
///
/// ```ignore
/// anyrt_compat_tests::conformance!(mine_erased, owned, || Erased::new(Mine::new()));
/// ```
pub struct Erased(Box<dyn Drive + Send>);

trait Drive {
    fn handle(&self) -> AnyRuntime;
    fn drive(&self, main: Pin<&mut dyn Future<Output = ()>>);
    fn shut_down(self: Box<Self>, timeout: Duration) -> Result<(), ShutdownTimeout>;
}

impl Erased {
    /// Erases what `owner` hands out.
    #[must_use]
    pub fn new(owner: impl OwnedRuntime) -> Self {
        Self(Box::new(Owned {
            owner,
            erase: AnyRuntime::new,
        }))
    }

    /// Erases what `owner` hands out, and keeps its readiness.
    #[must_use]
    pub fn with_readiness<O>(owner: O) -> Self
    where
        O: OwnedRuntime + BlockOn<Handle: SendReadiness>,
    {
        Self(Box::new(Owned {
            owner,
            erase: AnyRuntime::with_readiness,
        }))
    }

    /// Erases what a runtime hands out that never ends, and keeps its readiness; its shutdown does nothing.
    #[must_use]
    pub fn global_with_readiness<O>(runtime: O) -> Self
    where
        O: GlobalRuntime + BlockOn<Handle: SendReadiness> + Send,
    {
        Self(Box::new(Global {
            runtime,
            erase: AnyRuntime::with_readiness,
        }))
    }

    /// Erases what a runtime hands out that never ends; its shutdown does nothing.
    #[must_use]
    pub fn global(runtime: impl GlobalRuntime + Send) -> Self {
        Self(Box::new(Global {
            runtime,
            erase: AnyRuntime::new,
        }))
    }
}

impl BlockOn for Erased {
    type Handle = AnyRuntime;

    fn handle(&self) -> AnyRuntime {
        self.0.handle()
    }

    fn block_on<F, Fut>(&self, main: F) -> Fut::Output
    where
        F: FnOnce(AnyRuntime) -> Fut,
        Fut: Future,
    {
        let rt = self.0.handle();
        let mut output = None;
        self.0.drive(pin!(async { output = Some(main(rt).await) }));
        output.expect("an owner returns when the future is ready")
    }
}

impl Shutdown for Erased {
    fn shutdown(self, timeout: Duration) -> Result<(), ShutdownTimeout> {
        self.0.shut_down(timeout)
    }
}

impl fmt::Debug for Erased {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Erased").field(&self.0.handle()).finish()
    }
}

struct Owned<O: BlockOn> {
    owner: O,
    erase: fn(O::Handle) -> AnyRuntime,
}

impl<O: BlockOn<Handle: OsRuntime> + Shutdown> Drive for Owned<O> {
    fn handle(&self) -> AnyRuntime {
        (self.erase)(self.owner.handle())
    }

    fn drive(&self, main: Pin<&mut dyn Future<Output = ()>>) {
        self.owner.block_on(|_| main);
    }

    fn shut_down(self: Box<Self>, timeout: Duration) -> Result<(), ShutdownTimeout> {
        self.owner.shutdown(timeout)
    }
}

struct Global<O: BlockOn> {
    runtime: O,
    erase: fn(O::Handle) -> AnyRuntime,
}

impl<O: BlockOn<Handle: OsRuntime>> Drive for Global<O> {
    fn handle(&self) -> AnyRuntime {
        (self.erase)(self.runtime.handle())
    }

    fn drive(&self, main: Pin<&mut dyn Future<Output = ()>>) {
        self.runtime.block_on(|_| main);
    }

    fn shut_down(self: Box<Self>, _timeout: Duration) -> Result<(), ShutdownTimeout> {
        Ok(())
    }
}
