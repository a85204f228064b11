//! What every handle can do that has threads that block and a reactor that tells of readiness.

/// Implements files, processes, signals and the standard streams for a handle that is a
/// [`Pool`](crate::pool::Pool) and has [`Readiness`](anyrt_traits::net::Readiness).
#[macro_export]
macro_rules! os_capabilities {
    ($handle:ty) => {
        const _: () = {
            use std::{
                io,
                path::{Path, PathBuf},
            };

            use $crate::{
                fs,
                pool::Pool,
                process,
                signals::Signals,
                stdio,
                traits::{
                    fs::{Fs, Metadata, OpenOptions, Permissions},
                    net::Readiness,
                    process::{Command, Process},
                    signal::{Signal, SignalKind},
                    stdio::Stdio,
                },
            };

            impl Fs for $handle {
                type File = fs::File<Self>;
                type ReadDir = fs::ReadDir<Self>;
                type OpenFile = fs::OpenFile<Self>;
                type OpenDir = fs::OpenDir<Self>;
                type ReadFile = fs::path::Look<Self, Vec<u8>>;
                type CopyFile = fs::path::CopyFile<Self>;
                type FindPath = fs::path::Look<Self, PathBuf>;
                type Stat = fs::path::Look<Self, Metadata>;
                type ChangePath = fs::path::ChangePath<Self>;

                fn open_file(
                    &self,
                    path: impl AsRef<Path>,
                    options: &OpenOptions,
                ) -> Self::OpenFile {
                    fs::OpenFile::new(self, path.as_ref(), options)
                }

                fn read_dir(&self, path: impl AsRef<Path>) -> Self::OpenDir {
                    fs::OpenDir::new(self, path.as_ref())
                }

                fn read_file(&self, path: impl AsRef<Path>) -> Self::ReadFile {
                    fs::path::read_file(self, path.as_ref())
                }

                fn write_file(
                    &self,
                    path: impl AsRef<Path>,
                    contents: impl Into<Vec<u8>>,
                ) -> Self::ChangePath {
                    fs::path::write_file(self, path.as_ref(), contents.into())
                }

                fn replace_file(
                    &self,
                    path: impl AsRef<Path>,
                    contents: impl Into<Vec<u8>>,
                ) -> Self::ChangePath {
                    fs::path::replace_file(self, path.as_ref(), contents.into())
                }

                fn create_dir(&self, path: impl AsRef<Path>) -> Self::ChangePath {
                    fs::path::create_dir(self, path.as_ref())
                }

                fn create_dir_all(&self, path: impl AsRef<Path>) -> Self::ChangePath {
                    fs::path::create_dir_all(self, path.as_ref())
                }

                fn remove_file(&self, path: impl AsRef<Path>) -> Self::ChangePath {
                    fs::path::remove_file(self, path.as_ref())
                }

                fn remove_dir(&self, path: impl AsRef<Path>) -> Self::ChangePath {
                    fs::path::remove_dir(self, path.as_ref())
                }

                fn remove_dir_all(&self, path: impl AsRef<Path>) -> Self::ChangePath {
                    fs::path::remove_dir_all(self, path.as_ref())
                }

                fn rename(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> Self::ChangePath {
                    fs::path::rename(self, from.as_ref(), to.as_ref())
                }

                fn copy_file(
                    &self,
                    from: impl AsRef<Path>,
                    to: impl AsRef<Path>,
                ) -> Self::CopyFile {
                    fs::path::copy_file(self, from.as_ref(), to.as_ref())
                }

                fn hard_link(
                    &self,
                    original: impl AsRef<Path>,
                    link: impl AsRef<Path>,
                ) -> Self::ChangePath {
                    fs::path::hard_link(self, original.as_ref(), link.as_ref())
                }

                fn symlink(
                    &self,
                    original: impl AsRef<Path>,
                    link: impl AsRef<Path>,
                ) -> Self::ChangePath {
                    fs::path::symlink(self, original.as_ref(), link.as_ref())
                }

                fn read_link(&self, path: impl AsRef<Path>) -> Self::FindPath {
                    fs::path::read_link(self, path.as_ref())
                }

                fn canonicalize(&self, path: impl AsRef<Path>) -> Self::FindPath {
                    fs::path::canonicalize(self, path.as_ref())
                }

                fn metadata(&self, path: impl AsRef<Path>) -> Self::Stat {
                    fs::path::metadata(self, path.as_ref())
                }

                fn symlink_metadata(&self, path: impl AsRef<Path>) -> Self::Stat {
                    fs::path::symlink_metadata(self, path.as_ref())
                }

                fn set_permissions(
                    &self,
                    path: impl AsRef<Path>,
                    permissions: Permissions,
                ) -> Self::ChangePath {
                    fs::path::set_permissions(self, path.as_ref(), permissions)
                }
            }

            impl Process for $handle {
                type Child = process::Child<Self>;

                fn spawn_child(&self, command: &mut Command) -> io::Result<Self::Child> {
                    process::Child::spawn(self, command)
                }
            }

            impl Signal for $handle {
                type Signals = Signals<<Self as Readiness>::Source>;

                fn signal(&self, kind: SignalKind) -> io::Result<Self::Signals> {
                    Signals::new(self, kind)
                }

                fn ctrl_c(&self) -> io::Result<Self::Signals> {
                    Signals::new(self, SignalKind::Interrupt)
                }
            }

            impl Stdio for $handle {
                type Stdin = stdio::Stdin;
                type Stdout = stdio::Stdout<Self>;
                type Stderr = stdio::Stderr<Self>;

                fn stdin(&self) -> Self::Stdin {
                    stdio::Stdin::new(Pool::lifetime(self))
                }

                fn stdout(&self) -> Self::Stdout {
                    stdio::Stdout::new(self)
                }

                fn stderr(&self) -> Self::Stderr {
                    stdio::Stderr::new(self)
                }
            }
        };
    };
}
