//! What is done by path: one function for each method of [`Fs`](anyrt_traits::fs::Fs).

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyrt_traits::fs::{Metadata, Permissions};

use super::{FsOperation, copy::copy, replace::replace};
use crate::pool::Pool;

/// Makes a function that begins an operation on its own copies of the paths.
macro_rules! operations {
    ($(
        $(#[$doc:meta])*
        fn $name:ident($($path:ident),+ $(; $arg:ident: $ty:ty)?) -> $output:ty { $work:expr }
    )*) => {
        $(
            $(#[$doc])*
            pub fn $name<P: Pool>(
                pool: &P,
                $($path: &Path,)+ $($arg: $ty,)?
            ) -> FsOperation<P, $output> {
                $(let $path = $path.to_owned();)+
                FsOperation::new(pool, move || $work)
            }
        )*
    };
}

operations! {
    /// Reads a whole file.
    fn read_file(path) -> Vec<u8> { fs::read(path) }

    /// Makes a file hold `contents`.
    fn write_file(path; contents: Vec<u8>) -> () { fs::write(path, contents) }

    /// Makes a file hold `contents`, all of it or none.
    fn replace_file(path; contents: Vec<u8>) -> () { replace(&path, &contents) }

    /// Makes a directory.
    fn create_dir(path) -> () { fs::create_dir(path) }

    /// Makes a directory and those above it.
    fn create_dir_all(path) -> () { fs::create_dir_all(path) }

    /// Removes a file, or a link.
    fn remove_file(path) -> () { fs::remove_file(path) }

    /// Removes an empty directory.
    fn remove_dir(path) -> () { fs::remove_dir(path) }

    /// Removes a directory and what is in it.
    fn remove_dir_all(path) -> () { fs::remove_dir_all(path) }

    /// Gives a file or a directory another path.
    fn rename(from, to) -> () { fs::rename(from, to) }

    /// Copies a file's contents and permissions.
    fn copy_file(from, to) -> u64 { copy(&from, &to) }

    /// Gives a file another name.
    fn hard_link(original, link) -> () { fs::hard_link(original, link) }

    /// Makes a symbolic link.
    fn symlink(original, link) -> () { std::os::unix::fs::symlink(original, link) }

    /// Tells where a symbolic link leads.
    fn read_link(path) -> PathBuf { fs::read_link(path) }

    /// Gives the absolute path without links in it.
    fn canonicalize(path) -> PathBuf { fs::canonicalize(path) }

    /// Tells what is at a path, following links.
    fn metadata(path) -> Metadata { Ok((&fs::metadata(path)?).into()) }

    /// Tells what is at a path, also if it is a link.
    fn symlink_metadata(path) -> Metadata { Ok((&fs::symlink_metadata(path)?).into()) }

    /// Sets the permissions of what is at a path.
    fn set_permissions(path; permissions: Permissions) -> () { fs::set_permissions(path, (&permissions).into()) }
}
