use std::{
    any::Any,
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::pin,
    time::Duration,
};

use anyrt_tokio::Tokio;
use anyrt_traits::{
    AnyRuntime,
    task::{BlockOn, Shutdown, ShutdownTimeout},
};

use crate::{fault::Fault, parts};

/// A right owner whose handle is wrong in one way.
pub(crate) struct WrongOwner {
    inner: Tokio,
    fault: Fault,
}

impl WrongOwner {
    pub(crate) fn new(fault: Fault) -> Self {
        let inner = Tokio::new().expect("threads to start");
        Self { inner, fault }
    }
}

impl BlockOn for WrongOwner {
    type Handle = AnyRuntime;

    fn handle(&self) -> AnyRuntime {
        parts::replace(AnyRuntime::with_readiness(self.inner.handle()), self.fault)
    }

    fn block_on<F, Fut>(&self, main: F) -> Fut::Output
    where
        F: FnOnce(AnyRuntime) -> Fut,
        Fut: Future,
    {
        let rt = self.handle();
        let result = catch_unwind(AssertUnwindSafe(|| {
            self.inner.block_on(|_| async {
                let mut main = pin!(async { main(rt).await });
                std::future::poll_fn(|cx| in_context(|| main.as_mut().poll(cx))).await
            })
        }));
        match result {
            Ok(output) => output,
            Err(payload) if self.fault == Fault::OtherMessage && is_about_nesting(&*payload) => {
                panic!("cannot start a runtime from within a runtime")
            }
            Err(payload) => resume_unwind(payload),
        }
    }
}

impl Shutdown for WrongOwner {
    fn shutdown(self, timeout: Duration) -> Result<(), ShutdownTimeout> {
        self.inner.shutdown(timeout)
    }
}

fn is_about_nesting(payload: &(dyn Any + Send)) -> bool {
    let text = payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied());
    text.is_some_and(|text| text.contains("block_on"))
}

thread_local! {
    static IN_CONTEXT: Cell<bool> = const { Cell::new(false) };
}

/// Polls as a runtime does that knows where it is from the thread.
pub(crate) fn in_context<T>(poll: impl FnOnce() -> T) -> T {
    struct Reset(bool);
    impl Drop for Reset {
        fn drop(&mut self) {
            IN_CONTEXT.set(self.0);
        }
    }
    let _reset = Reset(IN_CONTEXT.replace(true));
    poll()
}

pub(crate) fn is_in_context() -> bool {
    IN_CONTEXT.get()
}
