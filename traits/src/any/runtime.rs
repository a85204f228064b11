use std::{any::Any, fmt, sync::Arc};

use super::{AnyRuntimeBuilder, parts::Parts};
#[cfg(unix)]
use crate::net::SendReadiness;
use crate::{
    OsRuntime,
    random::Random,
    task::{Spawn, SpawnBlocking},
    time::{SystemClock, Timer},
};

/// A runtime whose type is known only while the program runs.
///
/// It is a [`Runtime`](crate::Runtime) and an [`OsRuntime`] itself, and behaves as the runtime inside
/// does. Cloning it is cheap, and it keeps what is inside alive as a clone of that would.
///
/// # Examples
///
/// ```
/// use anyrt_traits::{AnyRuntime, OsRuntime, Runtime};
///
/// struct Client<R = AnyRuntime> {
///     rt: R,
/// }
///
/// impl<R: Runtime> Client<R> {
///     fn new(rt: R) -> Self {
///         Self { rt }
///     }
/// }
///
/// fn erased(rt: impl OsRuntime) -> Client {
///     Client::new(AnyRuntime::new(rt))
/// }
/// ```
#[derive(Clone)]
pub struct AnyRuntime {
    pub(super) parts: Arc<Parts>,
}

impl AnyRuntime {
    /// Erases the type of `rt`; an `AnyRuntime` is returned as it is.
    #[must_use]
    pub fn new(rt: impl OsRuntime) -> Self {
        if let Some(erased) = Self::inside(&rt) {
            return erased.clone();
        }
        Self::from_parts(Parts::new(rt))
    }

    /// Erases the type of `rt`, and keeps its [`Readiness`](crate::net::Readiness), which
    /// [`new`](Self::new) does not ask for and so leaves out.
    #[cfg(unix)]
    #[must_use]
    pub fn with_readiness(rt: impl OsRuntime + SendReadiness) -> Self {
        Self::new(rt.clone()).to_builder().readiness(rt).build()
    }

    /// Starts from a runtime that has tasks and time but perhaps no network.
    ///
    /// The parts it does not give (TCP, UDP, name resolution, files, standard streams, Unix sockets, processes,
    /// signals, readiness) are absent until they are put in: their operations give
    /// [`io::ErrorKind::Unsupported`](std::io::ErrorKind::Unsupported).
    pub fn builder(
        core: impl Spawn
        + SpawnBlocking
        + Timer<Sleep: Send + Sync>
        + SystemClock
        + Random
        + Send
        + Sync
        + 'static,
    ) -> AnyRuntimeBuilder {
        AnyRuntimeBuilder::from_parts(match Self::inside(&core) {
            Some(erased) => erased.parts.core_only(),
            None => Parts::from_core(core),
        })
    }

    /// Starts from the parts of this runtime, to replace some of them.
    pub fn to_builder(&self) -> AnyRuntimeBuilder {
        AnyRuntimeBuilder::from_parts(Parts::clone(&self.parts))
    }

    /// Returns `value` if it is an erased runtime, which need not be erased again.
    pub(super) fn inside(value: &dyn Any) -> Option<&Self> {
        value.downcast_ref()
    }

    pub(super) fn from_parts(parts: Parts) -> Self {
        let parts = Arc::new(parts);
        Self { parts }
    }
}

/// Shows the type that serves each part.
impl fmt::Debug for AnyRuntime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.fmt_as("AnyRuntime", f)
    }
}
