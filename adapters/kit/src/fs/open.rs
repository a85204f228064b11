use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    pin::Pin,
    task::{Context, Poll},
};

use anyrt_traits::fs::OpenOptions;

use super::{File, FsOperation, ReadDir, file::Opened};
use crate::pool::Pool;

/// Opens what `A` names as a `T`, the standard library's, which becomes an `R`.
///
/// # Errors
///
/// Those of opening; also that the runtime has shut down.
///
/// # Cancel safety
///
/// Runs on: what is being opened is opened, and closed.
#[must_use = "futures do nothing unless polled"]
pub struct Open<P: Pool, A, T: Send + 'static, R> {
    pool: P,
    operation: FsOperation<P, A, T>,
    take: fn(&P, T) -> R,
}

/// Opens a file.
pub type OpenFile<P> = Open<P, (PathBuf, fs::OpenOptions), Opened, File<P>>;
/// Opens a directory.
pub type OpenDir<P> = Open<P, PathBuf, fs::ReadDir, ReadDir<P>>;

impl<P: Pool> OpenFile<P> {
    /// Opens the file at `path`, as `options` say.
    pub fn new(pool: &P, path: &Path, options: &OpenOptions) -> Self {
        let on = (path.to_owned(), options.into());
        Self {
            pool: pool.clone(),
            operation: FsOperation::new(pool, on, |(path, options)| {
                options.open(path).map(Opened::of)
            }),
            take: File::of,
        }
    }
}

impl<P: Pool> OpenDir<P> {
    /// Opens the directory at `path`.
    pub fn new(pool: &P, path: &Path) -> Self {
        Self {
            pool: pool.clone(),
            operation: FsOperation::new(pool, path.to_owned(), fs::read_dir),
            take: ReadDir::new,
        }
    }
}

impl<P: Pool, A: Send + 'static, T: Send + 'static, R> Future for Open<P, A, T, R> {
    type Output = io::Result<R>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.operation).poll(cx);
        polled.map_ok(|opened| (this.take)(&this.pool, opened))
    }
}

impl<P: Pool, A, T: Send + 'static, R> fmt::Debug for Open<P, A, T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Open").finish_non_exhaustive()
    }
}
