use std::{
    cell::RefCell,
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, SystemTime},
};

use anyrt_traits::Runtime;
use pin_project_lite::pin_project;

/// The time of a runtime, behind a pointer.
pub(crate) trait Clock: Send + Sync {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>>;
    fn system_time(&self) -> SystemTime;
}

impl<R: Runtime> Clock for R {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(anyrt_traits::time::Timer::sleep(self, duration))
    }

    fn system_time(&self) -> SystemTime {
        anyrt_traits::time::SystemClock::system_time(self)
    }
}

thread_local! {
    /// The runtime whose future this thread polls.
    static CURRENT: RefCell<Option<Arc<dyn Clock>>> = const { RefCell::new(None) };
}

/// Returns the time of the runtime whose future this thread polls.
///
/// # Panics
///
/// If there is none.
pub(crate) fn current() -> Arc<dyn Clock> {
    let current = CURRENT.with_borrow(Clone::clone);
    current.expect(
        "hickory asks for the time without saying of which runtime: \
         poll its futures inside of `anyrt_hickory::scope`",
    )
}

/// Polls `future` with the time of a runtime at hand.
///
/// hickory asks for sleeps through functions without a receiver, so that the runtime must be known from where
/// they are called. [`HickoryResolver`](crate::HickoryResolver) and the tasks of an
/// [`AnyrtProvider`](crate::AnyrtProvider) see to that themselves; the futures of a `Resolver` of hickory that
/// is used directly are polled inside of this.
///
/// # Cancel safety
///
/// Lossy or not, as `future` is.
///
/// # Examples
///
/// ```
/// use anyrt_hickory::{AnyrtProvider, scope};
/// use anyrt_traits::Runtime;
/// use hickory_resolver::{Resolver, net::NetError, proto::rr::RecordType};
///
/// async fn mail_servers<R: Runtime>(rt: R, domain: &str) -> Result<usize, NetError> {
///     let resolver = Resolver::builder(AnyrtProvider::new(rt.clone()))?.build()?;
///     let found = scope(&rt, resolver.lookup(domain, RecordType::MX)).await?;
///     Ok(found.answers().len())
/// }
/// ```
pub fn scope<R: Runtime, F: Future>(rt: &R, future: F) -> Scope<F> {
    Scope::new(Arc::new(rt.clone()), future)
}

pin_project! {
    /// The future of [`scope`].
    ///
    /// # Errors
    ///
    /// Those of the future inside.
    ///
    /// # Cancel safety
    ///
    /// Lossy or not, as the future inside is.
    #[must_use = "futures do nothing unless polled"]
    pub struct Scope<F> {
        #[pin]
        future: F,
        clock: Arc<dyn Clock>,
    }
}

impl<F> Scope<F> {
    pub(crate) fn new(clock: Arc<dyn Clock>, future: F) -> Self {
        Self { future, clock }
    }
}

/// Puts back what was current before.
struct Restore(Option<Arc<dyn Clock>>);

impl Drop for Restore {
    fn drop(&mut self) {
        let inner = CURRENT.replace(self.0.take());
        drop(inner);
    }
}

impl<F: Future> Future for Scope<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let _restore = Restore(CURRENT.replace(Some(this.clock.clone())));
        this.future.poll(cx)
    }
}

impl<F: fmt::Debug> fmt::Debug for Scope<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Scope").field(&self.future).finish()
    }
}
