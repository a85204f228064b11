//! The word of a block: how many refer to it, and what goes on at the parent's waker.
//!
//! There are two slots for a waker, of which one is the *current* one. A notifier works on the current slot
//! while it has `NOTIFYING` set; what others want meanwhile they note by a bit, and go their way.

/// The current slot has a waker, which the owner has registered.
pub(super) const REGISTERED: usize = 1;

/// The current slot is the second.
pub(super) const SECOND: usize = 1 << 1;

/// Somebody calls the current slot's waker, or is about to. Set by whoever notifies; only with
/// `REGISTERED` or `CLOSED`.
pub(super) const NOTIFYING: usize = 1 << 2;

/// Somebody else has notified meanwhile: the waker is to be called once more. Only with `NOTIFYING`.
pub(super) const AGAIN: usize = 1 << 3;

/// The owner has registered another waker meanwhile, which is in the other slot. Only with `NOTIFYING`,
/// never with `CLOSED`.
pub(super) const REPLACED: usize = 1 << 4;

/// The owner is gone: whoever notifies drops the waker. Only with `NOTIFYING`, never with `REGISTERED`.
pub(super) const CLOSED: usize = 1 << 5;

/// One reference.
pub(super) const REF: usize = 1 << 6;

/// More references than this are taken for a leak in a loop, before the count can overflow.
pub(super) const MAX: usize = isize::MAX as usize;

/// Returns whether nobody refers to the block.
#[inline]
pub(super) const fn is_unused(state: usize) -> bool {
    state < REF
}

/// Returns which slot is the current one.
#[inline]
pub(super) const fn current(state: usize) -> usize {
    (state & SECOND) / SECOND
}

/// Returns which slot has the waker that the owner has registered last.
#[inline]
pub(super) const fn registered(state: usize) -> usize {
    current(state) ^ ((state & REPLACED) / REPLACED)
}
