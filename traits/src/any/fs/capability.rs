use std::{
    future::ready,
    io,
    path::{Path, PathBuf},
};

use super::{AnyFile, AnyFsFuture, AnyReadDir};
use crate::{
    any::{
        AnyRuntime,
        absent::{Absent, unsupported},
        exclusive::BoxFuture,
        map_ok::MapOk,
        parts::Part,
    },
    fs::{Fs, Metadata, OpenOptions, Permissions, SendFs},
};

/// Makes the object-safe mirror of [`Fs`], what implements it, and what stands on it, from one list of
/// operations.
macro_rules! erased_fs {
    ($(
        $(#[$attr:meta])*
        fn $method:ident($($path:ident),+ $(; $arg:ident: $ty:ty as $given:ty)?) -> $future:ident<$output:ty>;
    )*) => {
        pub(in crate::any) trait DynFs: Part {
            fn open(&self, path: &Path, options: &OpenOptions) -> BoxFuture<io::Result<AnyFile>>;
            fn dir(&self, path: &Path) -> BoxFuture<io::Result<AnyReadDir>>;
            $(
                $(#[$attr])*
                fn $method(
                    &self,
                    $($path: &Path,)+ $($arg: $ty,)?
                ) -> BoxFuture<io::Result<$output>>;
            )*
        }

        impl<T: SendFs> DynFs for T {
            fn open(&self, path: &Path, options: &OpenOptions) -> BoxFuture<io::Result<AnyFile>> {
                Box::pin(MapOk::new(self.open_file(path, options), AnyFile::new))
            }

            fn dir(&self, path: &Path) -> BoxFuture<io::Result<AnyReadDir>> {
                Box::pin(MapOk::new(self.read_dir(path), AnyReadDir::new))
            }

            $(
                $(#[$attr])*
                fn $method(
                    &self,
                    $($path: &Path,)+ $($arg: $ty,)?
                ) -> BoxFuture<io::Result<$output>> {
                    Box::pin(Fs::$method(self, $($path,)+ $($arg)?))
                }
            )*
        }

        impl DynFs for Absent {
            fn open(&self, _: &Path, _: &OpenOptions) -> BoxFuture<io::Result<AnyFile>> {
                absent()
            }

            fn dir(&self, _: &Path) -> BoxFuture<io::Result<AnyReadDir>> {
                absent()
            }

            $(
                $(#[$attr])*
                fn $method(
                    &self,
                    $($path: &Path,)+ $($arg: $ty,)?
                ) -> BoxFuture<io::Result<$output>> {
                    let _given = ($($path,)+ $($arg)?);
                    absent()
                }
            )*
        }

        #[deny(clippy::missing_trait_methods)]
        impl Fs for AnyRuntime {
            type File = AnyFile;
            type ReadDir = AnyReadDir;
            type OpenFile = AnyFsFuture<AnyFile>;
            type OpenDir = AnyFsFuture<AnyReadDir>;
            type ReadFile = AnyFsFuture<Vec<u8>>;
            type CopyFile = AnyFsFuture<u64>;
            type FindPath = AnyFsFuture<PathBuf>;
            type Stat = AnyFsFuture<Metadata>;
            type ChangePath = AnyFsFuture<()>;

            fn open_file(&self, path: impl AsRef<Path>, options: &OpenOptions) -> Self::OpenFile {
                AnyFsFuture::new(self.parts.fs.open(path.as_ref(), options))
            }

            fn read_dir(&self, path: impl AsRef<Path>) -> Self::OpenDir {
                AnyFsFuture::new(self.parts.fs.dir(path.as_ref()))
            }

            $(
                $(#[$attr])*
                fn $method(
                    &self,
                    $($path: impl AsRef<Path>,)+ $($arg: $given,)?
                ) -> Self::$future {
                    let future = self.parts.fs.$method($($path.as_ref(),)+ $($arg.into())?);
                    AnyFsFuture::new(future)
                }
            )*
        }
    };
}

erased_fs! {
    fn read_file(path) -> ReadFile<Vec<u8>>;
    fn write_file(path; contents: Vec<u8> as impl Into<Vec<u8>>) -> ChangePath<()>;
    fn replace_file(path; contents: Vec<u8> as impl Into<Vec<u8>>) -> ChangePath<()>;
    fn create_dir(path) -> ChangePath<()>;
    fn create_dir_all(path) -> ChangePath<()>;
    fn remove_file(path) -> ChangePath<()>;
    fn remove_dir(path) -> ChangePath<()>;
    fn remove_dir_all(path) -> ChangePath<()>;
    fn rename(from, to) -> ChangePath<()>;
    fn copy_file(from, to) -> CopyFile<u64>;
    fn hard_link(original, link) -> ChangePath<()>;
    #[cfg(unix)]
    fn symlink(original, link) -> ChangePath<()>;
    fn read_link(path) -> FindPath<PathBuf>;
    fn canonicalize(path) -> FindPath<PathBuf>;
    fn metadata(path) -> Stat<Metadata>;
    fn symlink_metadata(path) -> Stat<Metadata>;
    fn set_permissions(path; permissions: Permissions as Permissions) -> ChangePath<()>;
}

fn absent<T: Send + 'static>() -> BoxFuture<io::Result<T>> {
    Box::pin(ready(Err(unsupported("fs"))))
}
