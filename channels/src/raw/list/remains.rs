//! The end of a list.

use std::ptr;

use super::{cursor::Cursor, queue::List};
use crate::{raw::side::Side, sync::Ordering};

/// What a list has when nobody else is left: messages and blocks.
///
/// Dropping it drops the messages, and frees the blocks.
pub(super) struct Remains<'a, T, R: Side> {
    list: &'a mut List<T, R>,
    cursor: Cursor<T>,
}

impl<'a, T, R: Side> Remains<'a, T, R> {
    pub(super) fn new(list: &'a mut List<T, R>, cursor: Cursor<T>) -> Self {
        Self { list, cursor }
    }

    /// Drops the messages. If one panics, dropping this goes on with the others.
    pub(super) fn drop_messages(&mut self) {
        while self.list.take(&mut self.cursor).is_some() {}
    }
}

impl<T, R: Side> Drop for Remains<'_, T, R> {
    fn drop(&mut self) {
        self.drop_messages();
        let mut block = if self.cursor.oldest.is_null() {
            self.list.first_block.load(Ordering::Relaxed)
        } else {
            self.cursor.oldest
        };
        while !block.is_null() {
            // SAFETY: nobody else is left, and it was made by `Box::into_raw`.
            let owned = unsafe { Box::from_raw(block) };
            block = owned.next();
        }
        let spare = self.list.spare.swap(ptr::null_mut(), Ordering::Relaxed);
        if !spare.is_null() {
            // SAFETY: as above.
            drop(unsafe { Box::from_raw(spare) });
        }
    }
}
