use std::{io, sync::Arc, task::Waker};

use super::Scope;
use crate::context::{self, RuntimeId};

/// How long a runtime lives: as long as its owner, or for ever if it is global.
#[derive(Debug, Clone)]
pub struct Lifetime(Option<Arc<Scope>>);

impl Lifetime {
    /// The lifetime of a global executor.
    pub const GLOBAL: Self = Self(None);

    /// The lifetime of a runtime whose owner closes `scope`.
    #[must_use]
    #[inline]
    pub const fn of(scope: Arc<Scope>) -> Self {
        Self(Some(scope))
    }

    /// Returns the scope of a runtime that has an owner.
    #[must_use]
    #[inline]
    pub const fn scope(&self) -> Option<&Arc<Scope>> {
        self.0.as_ref()
    }

    /// Returns the runtime's identity.
    #[must_use]
    #[inline]
    pub fn id(&self) -> RuntimeId {
        self.scope().map_or(RuntimeId::GLOBAL, |scope| scope.id())
    }

    /// Tells whether the runtime has shut down.
    #[must_use]
    #[inline]
    pub fn is_over(&self) -> bool {
        self.scope().is_some_and(|scope| scope.is_closed())
    }

    /// Tells whether `waker` is an executor's own, of the task that the thread polls, and of no use once
    /// the runtime has ended.
    ///
    /// A task of the runtime itself need not be woken then: it is dropped.
    #[must_use]
    #[inline]
    pub fn covers(&self, waker: &Waker) -> bool {
        match self.scope() {
            Some(scope) => context::is_own_waker(scope.id(), waker),
            None => context::is_task_waker(waker),
        }
    }

    /// Makes sure that the runtime has not shut down.
    ///
    /// # Errors
    ///
    /// That it has.
    #[inline]
    pub fn check(&self) -> io::Result<()> {
        if self.is_over() { Err(over()) } else { Ok(()) }
    }
}

#[cold]
fn over() -> io::Error {
    io::Error::other("the runtime has shut down")
}
