//! A folder of files for one test, removed when the test ends.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A temporary tree.
#[derive(Debug)]
pub(crate) struct TempTree {
    root: PathBuf,
}

impl TempTree {
    /// Writes each `(path, text)` under a fresh folder.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        // Relaxed: only the uniqueness of the number matters.
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let root =
            std::env::temp_dir().join(format!("anyrt-xtask-{}-{number}", std::process::id()));
        for (path, text) in files {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("has a parent"))
                .expect("creates the folder");
            std::fs::write(path, text).expect("writes the file");
        }
        Self { root }
    }

    /// Returns the folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }
}

impl Drop for TempTree {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.root).ok();
    }
}
