use std::sync::{Arc, Mutex, PoisonError};

/// Remembers what was asked of the mock, in order.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub(crate) fn push(&self, entry: impl Into<String>) {
        self.entries().push(entry.into());
    }

    /// Takes everything out.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.entries())
    }

    fn entries(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
