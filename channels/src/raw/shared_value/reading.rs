use std::ops::Deref;

use super::{state::READER, value::SharedValue};
use crate::sync::Ordering;

/// A shared value, lent for reading until this is dropped.
///
/// The invariants are those at the head of `value.rs`.
pub(crate) struct Reading<'a, T> {
    value: &'a SharedValue<T>,
    is_single: bool,
}

impl<'a, T> Reading<'a, T> {
    /// Takes over a reader that the state counts.
    #[inline]
    pub(super) const fn counted(value: &'a SharedValue<T>) -> Self {
        let is_single = false;
        Self { value, is_single }
    }

    /// Takes over the reader that is not counted.
    #[inline]
    pub(super) const fn single(value: &'a SharedValue<T>) -> Self {
        let is_single = true;
        Self { value, is_single }
    }
}

impl<T> Deref for Reading<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: I2, I3: this is counted, or the single one.
        self.value.value.with(|value| unsafe { &*value })
    }
}

impl<T> Drop for Reading<'_, T> {
    #[inline]
    fn drop(&mut self) {
        // Release, both: pairs with the Acquire of `SharedValue::start_writing`.
        if self.is_single {
            self.value.single.store(false, Ordering::Release);
        } else {
            self.value.state.fetch_sub(READER, Ordering::Release);
        }
    }
}
