use std::{
    mem,
    ops::{Deref, DerefMut},
};

use super::{state::FREE, value::SharedValue};
use crate::sync::Ordering;

/// A shared value, lent for writing until this is dropped.
///
/// The invariants are those at the head of `value.rs`.
pub(crate) struct Writing<'a, T> {
    value: &'a SharedValue<T>,
    /// `AWAITED`, if it was set.
    awaited: usize,
}

impl<'a, T> Writing<'a, T> {
    /// Takes over the part of the writer.
    #[inline]
    pub(super) const fn new(value: &'a SharedValue<T>, awaited: usize) -> Self {
        Self { value, awaited }
    }

    /// Gives the value up as changed. Returns whether somebody waits for that, who is to be woken now.
    #[inline]
    pub(crate) fn publish(self) -> bool {
        // Release: pairs with the Acquire of `SharedValue::be_single`, `wait_to_read`,
        // `start_writing` and `set_awaited`.
        self.value.state.store(FREE, Ordering::Release);
        let is_awaited = self.awaited != 0;
        mem::forget(self);
        is_awaited
    }
}

impl<T> Deref for Writing<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: I1: this is the writer.
        self.value.value.with(|value| unsafe { &*value })
    }
}

impl<T> DerefMut for Writing<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: I1: this is the writer.
        self.value.value.with_mut(|value| unsafe { &mut *value })
    }
}

impl<T> Drop for Writing<'_, T> {
    /// Gives the value up as it was, or as a panic left it.
    fn drop(&mut self) {
        // Release: as in `publish`.
        self.value.state.store(self.awaited, Ordering::Release);
    }
}
