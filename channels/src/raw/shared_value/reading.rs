use std::ops::Deref;

use super::{state::READER, value::SharedValue};
use crate::sync::Ordering;

/// A shared value, lent for reading until this is dropped.
///
/// The invariants are those at the head of `value.rs`.
pub(crate) struct Reading<'a, T>(&'a SharedValue<T>);

impl<'a, T> Reading<'a, T> {
    /// Takes over a reader that the state counts.
    #[inline]
    pub(super) const fn new(value: &'a SharedValue<T>) -> Self {
        Self(value)
    }
}

impl<T> Deref for Reading<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: I2: this is counted.
        self.0.value.with(|value| unsafe { &*value })
    }
}

impl<T> Drop for Reading<'_, T> {
    #[inline]
    fn drop(&mut self) {
        // Release: pairs with the Acquire of `SharedValue::start_writing`.
        self.0.state.fetch_sub(READER, Ordering::Release);
    }
}
