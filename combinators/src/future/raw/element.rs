//! From a pinned slice to a pinned element.
//!
//! # Invariants
//!
//! - I1: the elements of a slice are pinned with it: a slice drops its elements in place, never moves
//!   them, and is `Unpin` only if they are.

use std::pin::Pin;

/// Projects to the element number `index`.
///
/// # Panics
///
/// If there is no such element.
#[inline]
pub(crate) fn element<T>(slice: Pin<&mut [T]>, index: usize) -> Pin<&mut T> {
    // SAFETY: I1: nothing is moved out of the slice here, and what leaves is pinned again.
    let slice = unsafe { slice.get_unchecked_mut() };
    let element = &mut slice[index];
    // SAFETY: I1: the slice was pinned, and with it the element.
    unsafe { Pin::new_unchecked(element) }
}
