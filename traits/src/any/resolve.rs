use std::{
    fmt, io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll},
};

use super::{
    AnyRuntime,
    exclusive::{BoxFuture, Exclusive},
    parts::Part,
};
use crate::net::Resolve;

pub(super) trait DynResolve: Part {
    fn look_up(&self, host: &str, port: u16) -> BoxFuture<io::Result<Vec<SocketAddr>>>;
}

impl<T: Resolve<Lookup: Send> + Send + Sync> DynResolve for T {
    fn look_up(&self, host: &str, port: u16) -> BoxFuture<io::Result<Vec<SocketAddr>>> {
        Box::pin(self.resolve(host, port))
    }
}

impl Resolve for AnyRuntime {
    type Lookup = AnyLookup;

    fn resolve(&self, host: &str, port: u16) -> AnyLookup {
        let future = self.parts.resolve.look_up(host, port);
        AnyLookup {
            inner: Exclusive::new(future),
        }
    }
}

/// The future of [`AnyRuntime`]'s [`resolve`](Resolve::resolve).
///
/// # Errors
///
/// A failed look-up, or a name that has no address, which is [`io::ErrorKind::NotFound`].
///
/// # Cancel safety
///
/// Runs on: a look-up that has begun ends on its own thread, its result unseen.
#[must_use = "futures do nothing unless polled"]
pub struct AnyLookup {
    inner: Exclusive<io::Result<Vec<SocketAddr>>>,
}

impl Future for AnyLookup {
    type Output = io::Result<Vec<SocketAddr>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().inner.poll(cx)
    }
}

impl fmt::Debug for AnyLookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnyLookup").finish_non_exhaustive()
    }
}
