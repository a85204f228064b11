use loom::cell::UnsafeCell;

/// Has loom check that every use comes before the end.
pub(crate) struct Used(UnsafeCell<()>);

// SAFETY: what is in the cell is nothing; loom reports who is at it at the same time as its end.
unsafe impl Sync for Used {}

impl Used {
    pub(crate) fn new() -> Self {
        Self(UnsafeCell::new(()))
    }

    pub(crate) fn use_it(&self) {
        self.0.with(|_| ());
    }
}

impl Drop for Used {
    fn drop(&mut self) {
        self.0.with_mut(|_| ());
    }
}
