use std::{
    fmt,
    sync::{Arc, Weak},
    task::Waker,
};

use super::Scope;

/// What ends when a scope closes.
pub trait Interrupt: Send + Sync {
    /// Ends what is pending, and wakes whoever waits for it.
    fn interrupt(&self);
}

/// What a scope does something to when it closes.
pub(crate) enum Member {
    Waiting(Waker),
    Interrupted(Weak<dyn Interrupt>),
}

/// A place among the members of a scope, until it is dropped; see [`Scope::join`].
pub struct Membership {
    scope: Arc<Scope>,
    key: usize,
}

impl Membership {
    pub(super) const fn new(scope: Arc<Scope>, key: usize) -> Self {
        Self { scope, key }
    }
}

impl Drop for Membership {
    fn drop(&mut self) {
        self.scope.remove(self.key);
    }
}

impl fmt::Debug for Membership {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Membership").finish_non_exhaustive()
    }
}
