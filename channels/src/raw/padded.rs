//! A value on cache lines of its own.

use std::ops::Deref;

/// A value that shares no cache line with others, nor the neighbour that processors fetch along with it.
#[repr(align(128))]
pub(crate) struct Padded<T>(pub(crate) T);

impl<T> Deref for Padded<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        &self.0
    }
}
