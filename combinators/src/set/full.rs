//! A set that has as many children as it may have.

use std::{error::Error, fmt};

/// A bounded set is full, and gives the child back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FullError<T> {
    child: T,
}

impl<T> FullError<T> {
    pub(super) const fn new(child: T) -> Self {
        Self { child }
    }

    /// Returns the child that was to be added.
    pub fn into_inner(self) -> T {
        self.child
    }
}

impl<T> fmt::Debug for FullError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FullError").finish_non_exhaustive()
    }
}

impl<T> fmt::Display for FullError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the set is full")
    }
}

impl<T> Error for FullError<T> {}
