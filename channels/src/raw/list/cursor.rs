//! Where the receiver is.

use std::ptr;

use super::block::Block;
use crate::raw::identity::Identity;

/// The right to receive from a list, and where the next message is.
pub(crate) struct Cursor<T> {
    pub(super) position: u64,
    /// The block of that position, or the one before it if it was not there; null before the first message.
    pub(super) block: *mut Block<T>,
    /// The oldest block that is not free.
    pub(super) oldest: *mut Block<T>,
    /// The position at which there is more to do than to take a message: the end of the block, or sooner if
    /// there are blocks to be freed.
    pub(super) stop: u64,
    /// What is parked, if `RECEIVER_WAITS` is set.
    pub(super) parked: Identity,
}

// SAFETY: it is used together with its list alone, which owns the blocks.
unsafe impl<T: Send> Send for Cursor<T> {}
// SAFETY: nothing is reached through `&Cursor`.
unsafe impl<T: Send> Sync for Cursor<T> {}

impl<T> Cursor<T> {
    pub(crate) fn new() -> Self {
        Self {
            position: 0,
            block: ptr::null_mut(),
            oldest: ptr::null_mut(),
            stop: 0,
            parked: Identity::none(),
        }
    }
}
