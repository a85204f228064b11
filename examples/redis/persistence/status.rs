//! What `INFO` tells of the file.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Numbers and flags that nothing is decided by.
#[derive(Debug, Default)]
pub(crate) struct Status {
    size: AtomicU64,
    base_size: AtomicU64,
    rewriting: AtomicBool,
    rewrite_failed: AtomicBool,
    rewrites: AtomicU64,
}

impl Status {
    /// Takes note of the size of the file.
    pub(super) fn set_size(&self, size: u64) {
        self.size.store(size, Ordering::Relaxed);
    }

    /// Takes note of the size of the file at the start, or after it was rewritten.
    pub(super) fn set_base_size(&self, size: u64) {
        self.base_size.store(size, Ordering::Relaxed);
        self.set_size(size);
    }

    /// Takes note that a rewrite begins.
    pub(super) fn begin_rewrite(&self) {
        self.rewriting.store(true, Ordering::Relaxed);
    }

    /// Takes note of how a rewrite ended.
    pub(super) fn end_rewrite(&self, succeeded: bool) {
        self.rewriting.store(false, Ordering::Relaxed);
        self.rewrite_failed.store(!succeeded, Ordering::Relaxed);
        self.rewrites
            .fetch_add(u64::from(succeeded), Ordering::Relaxed);
    }

    /// Returns the size of the file, in bytes.
    pub(crate) fn size(&self) -> u64 {
        self.size.load(Ordering::Relaxed)
    }

    /// Returns the size of the file at the start, or after it was rewritten last.
    pub(crate) fn base_size(&self) -> u64 {
        self.base_size.load(Ordering::Relaxed)
    }

    /// Returns whether the file is being rewritten.
    pub(crate) fn is_rewriting(&self) -> bool {
        self.rewriting.load(Ordering::Relaxed)
    }

    /// Returns whether the last rewrite failed.
    pub(crate) fn rewrite_failed(&self) -> bool {
        self.rewrite_failed.load(Ordering::Relaxed)
    }

    /// Returns how often the file was rewritten since the start.
    pub(crate) fn rewrites(&self) -> u64 {
        self.rewrites.load(Ordering::Relaxed)
    }
}
