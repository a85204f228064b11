//! How many handles there are.

use crate::sync::{AtomicUsize, Ordering};

/// More handles than this are a leak.
const MAX: usize = isize::MAX as usize;

/// The handles of one side that count, and the weak ones, which do not.
pub(crate) struct Handles {
    strong: AtomicUsize,
    weak: AtomicUsize,
}

impl Handles {
    /// One strong handle.
    pub(crate) fn one() -> Self {
        Self {
            strong: AtomicUsize::new(1),
            weak: AtomicUsize::new(0),
        }
    }

    /// Counts a handle that is cloned from a strong one.
    ///
    /// # Panics
    ///
    /// If so many were leaked that the count would overflow.
    #[inline]
    pub(crate) fn add(&self) {
        let old = self.strong.fetch_add(1, Ordering::Relaxed);
        assert!(old < MAX, "handles were leaked");
    }

    /// Counts a handle that a weak one is made into, unless the last strong one is gone.
    pub(crate) fn upgrade(&self) -> bool {
        let mut strong = self.strong.load(Ordering::Relaxed);
        while strong != 0 {
            match self.strong.compare_exchange_weak(
                strong,
                strong + 1,
                Ordering::Relaxed,
                Ordering::Relaxed,
            ) {
                Ok(_) => return true,
                Err(now) => strong = now,
            }
        }
        false
    }

    /// Counts a handle off, and returns whether it was the last.
    #[inline]
    pub(crate) fn is_last(&self) -> bool {
        // AcqRel: the last one sees what the others did, and hands it on by what it does to the queue.
        self.strong.fetch_sub(1, Ordering::AcqRel) == 1
    }

    pub(crate) fn add_weak(&self) {
        self.weak.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn remove_weak(&self) {
        self.weak.fetch_sub(1, Ordering::Relaxed);
    }

    pub(crate) fn strong(&self) -> usize {
        self.strong.load(Ordering::Relaxed)
    }

    pub(crate) fn weak(&self) -> usize {
        self.weak.load(Ordering::Relaxed)
    }
}
