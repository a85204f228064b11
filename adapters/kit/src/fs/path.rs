//! What is done by path: one function for each method of [`Fs`](anyrt_traits::fs::Fs).

use std::{
    fmt, fs, io,
    os::unix,
    path::{Path, PathBuf},
};

use anyrt_traits::fs::{Metadata, Permissions};

use super::{FsOperation, copy::copy, replace::replace};
use crate::pool::Pool;

/// An operation that looks at what is at a path.
pub type Look<P, T> = FsOperation<P, PathBuf, T>;
/// An operation that copies a file.
pub type CopyFile<P> = FsOperation<P, (PathBuf, PathBuf), u64>;
/// An operation that changes what is at a path.
pub type ChangePath<P> = FsOperation<P, Change, ()>;

/// What is changed, and how.
pub struct Change(How);

enum How {
    At(PathBuf, fn(PathBuf) -> io::Result<()>),
    Both(PathBuf, PathBuf, fn(PathBuf, PathBuf) -> io::Result<()>),
    Contents(PathBuf, Vec<u8>, fn(PathBuf, Vec<u8>) -> io::Result<()>),
    Permissions(PathBuf, Permissions),
}

impl Change {
    fn perform(self) -> io::Result<()> {
        match self.0 {
            How::At(path, change) => change(path),
            How::Both(from, to, change) => change(from, to),
            How::Contents(path, contents, change) => change(path, contents),
            How::Permissions(path, permissions) => fs::set_permissions(path, (&permissions).into()),
        }
    }
}

fn look<P: Pool, T: Send + 'static>(
    pool: &P,
    path: &Path,
    look: fn(PathBuf) -> io::Result<T>,
) -> Look<P, T> {
    FsOperation::new(pool, path.to_owned(), look)
}

fn change<P: Pool>(pool: &P, how: How) -> ChangePath<P> {
    FsOperation::new(pool, Change(how), Change::perform)
}

/// Makes functions that look at a path.
macro_rules! looks {
    ($($(#[$doc:meta])* fn $name:ident() -> $output:ty { $look:expr })*) => {
        $(
            $(#[$doc])*
            pub fn $name<P: Pool>(pool: &P, path: &Path) -> Look<P, $output> {
                look(pool, path, $look)
            }
        )*
    };
}

/// Makes functions that change what is at one path.
macro_rules! changes {
    ($($(#[$doc:meta])* fn $name:ident() { $change:expr })*) => {
        $(
            $(#[$doc])*
            pub fn $name<P: Pool>(pool: &P, path: &Path) -> ChangePath<P> {
                change(pool, How::At(path.to_owned(), $change))
            }
        )*
    };
}

/// Makes functions that change something between two paths.
macro_rules! changes_of_both {
    ($($(#[$doc:meta])* fn $name:ident($from:ident, $to:ident) { $change:expr })*) => {
        $(
            $(#[$doc])*
            pub fn $name<P: Pool>(pool: &P, $from: &Path, $to: &Path) -> ChangePath<P> {
                change(pool, How::Both($from.to_owned(), $to.to_owned(), $change))
            }
        )*
    };
}

looks! {
    /// Reads a whole file.
    fn read_file() -> Vec<u8> { fs::read }

    /// Tells where a symbolic link leads.
    fn read_link() -> PathBuf { fs::read_link }

    /// Gives the absolute path without links in it.
    fn canonicalize() -> PathBuf { fs::canonicalize }

    /// Tells what is at a path, following links.
    fn metadata() -> Metadata { |path| Ok((&fs::metadata(path)?).into()) }

    /// Tells what is at a path, also if it is a link.
    fn symlink_metadata() -> Metadata { |path| Ok((&fs::symlink_metadata(path)?).into()) }
}

changes! {
    /// Makes a directory.
    fn create_dir() { fs::create_dir }

    /// Makes a directory and those above it.
    fn create_dir_all() { fs::create_dir_all }

    /// Removes a file, or a link.
    fn remove_file() { fs::remove_file }

    /// Removes an empty directory.
    fn remove_dir() { fs::remove_dir }

    /// Removes a directory and what is in it.
    fn remove_dir_all() { fs::remove_dir_all }
}

changes_of_both! {
    /// Gives a file or a directory another path.
    fn rename(from, to) { fs::rename }

    /// Gives a file another name.
    fn hard_link(original, link) { fs::hard_link }

    /// Makes a symbolic link.
    fn symlink(original, link) { unix::fs::symlink }
}

/// Makes a file hold `contents`.
pub fn write_file<P: Pool>(pool: &P, path: &Path, contents: Vec<u8>) -> ChangePath<P> {
    change(pool, How::Contents(path.to_owned(), contents, fs::write))
}

/// Makes a file hold `contents`, all of it or none.
pub fn replace_file<P: Pool>(pool: &P, path: &Path, contents: Vec<u8>) -> ChangePath<P> {
    let work = |path: PathBuf, contents: Vec<u8>| replace(&path, &contents);
    change(pool, How::Contents(path.to_owned(), contents, work))
}

/// Copies a file's contents and permissions.
pub fn copy_file<P: Pool>(pool: &P, from: &Path, to: &Path) -> CopyFile<P> {
    let paths = (from.to_owned(), to.to_owned());
    FsOperation::new(pool, paths, |(from, to)| copy(&from, &to))
}

/// Sets the permissions of what is at a path.
pub fn set_permissions<P: Pool>(pool: &P, path: &Path, permissions: Permissions) -> ChangePath<P> {
    change(pool, How::Permissions(path.to_owned(), permissions))
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Change").finish_non_exhaustive()
    }
}
