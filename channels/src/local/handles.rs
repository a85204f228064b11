//! How many handles there are.

use std::cell::Cell;

/// The handles of one side that count, and the weak ones, which do not.
pub(super) struct Handles {
    strong: Cell<usize>,
    weak: Cell<usize>,
}

impl Handles {
    /// One strong handle.
    pub(super) fn one() -> Self {
        Self {
            strong: Cell::new(1),
            weak: Cell::new(0),
        }
    }

    pub(super) fn add(&self) {
        self.strong.set(self.strong.get() + 1);
    }

    /// Counts a handle that a weak one is made into, unless the last strong one is gone.
    pub(super) fn upgrade(&self) -> bool {
        let is_there = self.strong.get() > 0;
        if is_there {
            self.add();
        }
        is_there
    }

    /// Counts a handle off, and returns whether it was the last.
    pub(super) fn is_last(&self) -> bool {
        self.strong.set(self.strong.get() - 1);
        self.strong.get() == 0
    }

    pub(super) fn add_weak(&self) {
        self.weak.set(self.weak.get() + 1);
    }

    pub(super) fn remove_weak(&self) {
        self.weak.set(self.weak.get() - 1);
    }

    pub(super) fn strong(&self) -> usize {
        self.strong.get()
    }

    pub(super) fn weak(&self) -> usize {
        self.weak.get()
    }
}
