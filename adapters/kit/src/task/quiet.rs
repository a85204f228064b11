use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// Runs `code` and keeps a panic inside from going further; the panic hook has told of it.
///
/// For destructors and wakers that are not ours, run where an executor must go on. Tells whether there
/// was no panic.
pub fn quietly(code: impl FnOnce()) -> bool {
    let Err(payload) = catch_unwind(AssertUnwindSafe(code)) else {
        return true;
    };
    if let Err(worse) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        // The payload's own destructor panics with a payload that may do so again: leak it.
        mem::forget(worse);
    }
    false
}

/// Holds a value whose destructor may panic without harm.
#[derive(Debug)]
pub struct QuietDrop<T>(Option<T>);

impl<T> QuietDrop<T> {
    /// Wraps `value`.
    pub const fn new(value: T) -> Self {
        Self(Some(value))
    }

    /// Takes the value out.
    pub fn into_inner(mut self) -> Option<T> {
        self.0.take()
    }
}

impl<T> Drop for QuietDrop<T> {
    fn drop(&mut self) {
        if let Some(value) = self.0.take() {
            drop_quietly(value);
        }
    }
}

/// Drops `value`, keeping a panic of its destructor inside.
pub(super) fn drop_quietly<T>(value: T) {
    if mem::needs_drop::<T>() {
        quietly(|| drop(value));
    }
}
