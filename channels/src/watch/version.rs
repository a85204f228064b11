//! The version of the value: one word of a bit and a number.

use crate::sync::{AtomicUsize, Ordering};

/// Set when the last sender is gone, for good.
const CLOSED: usize = 1;

/// What a change adds.
const STEP: usize = 2;

/// A version, as a receiver has seen it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Version(usize);

impl Version {
    #[inline]
    pub(super) const fn next(self) -> Self {
        Self(self.0.wrapping_add(STEP))
    }

    #[inline]
    pub(super) const fn previous(self) -> Self {
        Self(self.0.wrapping_sub(STEP))
    }

    /// Returns whether it came before another one, given that they are not half of all versions apart.
    #[inline]
    pub(super) const fn is_older(self, than: Self) -> bool {
        than.0.wrapping_sub(self.0).wrapping_sub(1) < usize::MAX / 2
    }
}

/// The version as it is now, and whether there are senders.
#[derive(Clone, Copy)]
pub(super) struct Now {
    pub(super) version: Version,
    pub(super) is_closed: bool,
}

/// The word itself.
pub(super) struct Word(AtomicUsize);

impl Word {
    pub(super) fn new() -> Self {
        Self(AtomicUsize::new(0))
    }

    #[inline]
    pub(super) fn load(&self) -> Now {
        // Acquire: pairs with the Release of `set` and `close`.
        let word = self.0.load(Ordering::Acquire);
        Now {
            version: Version(word & !CLOSED),
            is_closed: word & CLOSED != 0,
        }
    }

    /// Sets the version: by the writer, while there are senders.
    #[inline]
    pub(super) fn set(&self, version: Version) {
        // Release: pairs with the Acquire of `load`, so that who sees the version finds the writer in the lock, or
        // its value. No model shows it, since the lock of the value orders all of it for loom by a fence.
        self.0.store(version.0, Ordering::Release);
    }

    /// Says that there are no senders any more.
    #[inline]
    pub(super) fn close(&self) {
        // Release: pairs with the Acquire of `load`.
        self.0.fetch_or(CLOSED, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_wrap_around() {
        let last = Version(usize::MAX & !CLOSED);
        assert!(last.is_older(last.next()));
        assert!(!last.next().is_older(last));
        assert!(!last.is_older(last));
        assert!(last.next().previous() == last);
    }
}
