use std::{
    io,
    path::{Path, PathBuf},
};

use futures_core::Stream;

use super::{DirEntry, File, Metadata, OpenOptions, Permissions};

/// Works on files and directories.
///
/// Systems offer no way to wait for most of this, so runtimes do it on threads that may block. An
/// operation begins with the first poll of its future; one that has begun runs to its end even if the
/// future is dropped, and its result is lost.
///
/// # Examples
///
/// ```
/// use anyrt_traits::{OsRuntime, fs::OpenOptions};
///
/// async fn rotate<R: OsRuntime>(rt: R) -> std::io::Result<R::File> {
///     rt.rename("app.log", "app.log.1").await?;
///     rt.open_file("app.log", &OpenOptions::new().create_new(true).append(true))
///         .await
/// }
/// ```
pub trait Fs {
    /// An open file.
    type File: File + 'static;

    /// The entries of a directory, in no order, without `.` and `..`.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: an entry is taken only in the poll that gives it.
    type ReadDir: Stream<Item = io::Result<DirEntry>> + Unpin + 'static;

    /// Opens a file.
    ///
    /// # Cancel safety
    ///
    /// Runs on: a file that is being made is made, and closed.
    type OpenFile: Future<Output = io::Result<Self::File>> + 'static;

    /// Opens a directory.
    ///
    /// # Cancel safety
    ///
    /// Runs on: an operation that has begun ends on its own thread, its result unseen.
    type OpenDir: Future<Output = io::Result<Self::ReadDir>> + 'static;

    /// Reads a file.
    ///
    /// # Cancel safety
    ///
    /// Runs on: an operation that has begun ends on its own thread, its result unseen.
    type ReadFile: Future<Output = io::Result<Vec<u8>>> + 'static;

    /// Copies a file.
    ///
    /// # Cancel safety
    ///
    /// Runs on: an operation that has begun ends on its own thread, its result unseen.
    type CopyFile: Future<Output = io::Result<u64>> + 'static;

    /// Finds a path.
    ///
    /// # Cancel safety
    ///
    /// Runs on: an operation that has begun ends on its own thread, its result unseen.
    type FindPath: Future<Output = io::Result<PathBuf>> + 'static;

    /// Looks at what is at a path.
    ///
    /// # Cancel safety
    ///
    /// Runs on: an operation that has begun ends on its own thread, its result unseen.
    type Stat: Future<Output = io::Result<Metadata>> + 'static;

    /// Changes what is at a path.
    ///
    /// # Cancel safety
    ///
    /// Runs on: an operation that has begun ends on its own thread, its result unseen.
    type ChangePath: Future<Output = io::Result<()>> + 'static;

    /// Opens the file at `path`, or makes it, as `options` say.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::OpenOptions::open`]; also that the runtime has shut down.
    fn open_file(&self, path: impl AsRef<Path>, options: &OpenOptions) -> Self::OpenFile;

    /// Reads a whole file.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::read`]; also that the runtime has shut down.
    fn read_file(&self, path: impl AsRef<Path>) -> Self::ReadFile;

    /// Makes the file at `path` hold `contents`, whether it exists or not.
    ///
    /// Others may see a part of it meanwhile, and so may who looks after a crash;
    /// [`replace_file`](Self::replace_file) is safe from both.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::write`]; also that the runtime has shut down.
    fn write_file(&self, path: impl AsRef<Path>, contents: impl Into<Vec<u8>>) -> Self::ChangePath;

    /// Makes the file at `path` hold `contents`, all of it or, after an error or a crash, none.
    ///
    /// A new file is written beside the old one, synchronised with the disk, and renamed over it; the
    /// directory is synchronised too. It has the permissions of the one it replaces. A symbolic link is
    /// followed. Nothing is left behind but by a crash, which may leave the new file under a name that
    /// begins with a dot and ends with `.tmp`.
    ///
    /// # Errors
    ///
    /// What the system says of any of the steps; also that the runtime has shut down.
    fn replace_file(
        &self,
        path: impl AsRef<Path>,
        contents: impl Into<Vec<u8>>,
    ) -> Self::ChangePath;

    /// Opens the directory at `path` to read its entries.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::read_dir`]; also that the runtime has shut down.
    fn read_dir(&self, path: impl AsRef<Path>) -> Self::OpenDir;

    /// Makes a directory, whose parent must exist.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::create_dir`]; also that the runtime has shut down.
    fn create_dir(&self, path: impl AsRef<Path>) -> Self::ChangePath;

    /// Makes a directory and those above it that do not exist; one that does is `Ok`.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::create_dir_all`]; also that the runtime has shut down.
    fn create_dir_all(&self, path: impl AsRef<Path>) -> Self::ChangePath;

    /// Removes a file, or a link.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::remove_file`]; also that the runtime has shut down.
    fn remove_file(&self, path: impl AsRef<Path>) -> Self::ChangePath;

    /// Removes an empty directory.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::remove_dir`]; also that the runtime has shut down.
    fn remove_dir(&self, path: impl AsRef<Path>) -> Self::ChangePath;

    /// Removes a directory and what is in it. Links are removed, not followed.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::remove_dir_all`]; also that the runtime has shut down.
    fn remove_dir_all(&self, path: impl AsRef<Path>) -> Self::ChangePath;

    /// Gives a file or a directory another path on the same file system, replacing a file that is there.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::rename`]; also that the runtime has shut down.
    fn rename(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> Self::ChangePath;

    /// Copies a file's contents and permissions over `to`; gives the number of bytes.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::copy`]; also that the runtime has shut down.
    fn copy_file(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> Self::CopyFile;

    /// Makes `link` another name of the file at `original`.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::hard_link`]; also that the runtime has shut down.
    fn hard_link(&self, original: impl AsRef<Path>, link: impl AsRef<Path>) -> Self::ChangePath;

    /// Makes a symbolic link at `link` that leads to `original`, which need not exist.
    ///
    /// # Errors
    ///
    /// Those of [`std::os::unix::fs::symlink`]; also that the runtime has shut down.
    #[cfg(unix)]
    fn symlink(&self, original: impl AsRef<Path>, link: impl AsRef<Path>) -> Self::ChangePath;

    /// Tells where a symbolic link leads.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::read_link`]; also that the runtime has shut down.
    fn read_link(&self, path: impl AsRef<Path>) -> Self::FindPath;

    /// Gives the absolute path of what is at `path`, without links in it.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::canonicalize`]; also that the runtime has shut down.
    fn canonicalize(&self, path: impl AsRef<Path>) -> Self::FindPath;

    /// Tells what is at `path`, following links.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::metadata`]; also that the runtime has shut down.
    fn metadata(&self, path: impl AsRef<Path>) -> Self::Stat;

    /// Tells what is at `path`, also if it is a link.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::symlink_metadata`]; also that the runtime has shut down.
    fn symlink_metadata(&self, path: impl AsRef<Path>) -> Self::Stat;

    /// Sets the permissions of what is at `path`, following links.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::set_permissions`]; also that the runtime has shut down.
    fn set_permissions(&self, path: impl AsRef<Path>, permissions: Permissions)
    -> Self::ChangePath;
}

/// [`Fs`] whose files and futures may move between threads.
///
/// Implemented for every type that qualifies.
pub trait SendFs:
    Fs<
        File: Send + Sync + File<ReadAt: Send, WriteAt: Send>,
        ReadDir: Send + Sync,
        OpenFile: Send,
        OpenDir: Send,
        ReadFile: Send,
        CopyFile: Send,
        FindPath: Send,
        Stat: Send,
        ChangePath: Send,
    > + Send
    + Sync
{
}

impl<T> SendFs for T where
    T: Fs<
            File: Send + Sync + File<ReadAt: Send, WriteAt: Send>,
            ReadDir: Send + Sync,
            OpenFile: Send,
            OpenDir: Send,
            ReadFile: Send,
            CopyFile: Send,
            FindPath: Send,
            Stat: Send,
            ChangePath: Send,
        > + Send
        + Sync
        + ?Sized
{
}
