//! What an operating system adds: written down, and refused.

use std::{
    future::{Ready, ready},
    io,
    path::{Path, PathBuf},
};

use anyrt_traits::{
    any::{AnyChild, AnyFile, AnyReadDir, AnySignals, AnyStdin, AnyStdout},
    fs::{Fs, Metadata, OpenOptions, Permissions},
    process::{Command, Process},
    signal::{Signal, SignalKind},
    stdio::Stdio,
};

use super::Mock;

type Refused<T> = Ready<io::Result<T>>;

impl<const KIND: u8> Mock<KIND> {
    fn refuse<T>(&self, call: String) -> Refused<T> {
        ready(Err(self.refusal(call)))
    }

    fn refusal(&self, call: String) -> io::Error {
        self.log.push(call);
        io::ErrorKind::QuotaExceeded.into()
    }

    /// A runtime without what this one is asked for.
    fn bare(&self) -> anyrt_traits::AnyRuntime {
        anyrt_traits::AnyRuntime::builder(self.clone()).build()
    }
}

impl<const KIND: u8> Fs for Mock<KIND> {
    type File = AnyFile;
    type ReadDir = AnyReadDir;
    type OpenFile = Refused<AnyFile>;
    type OpenDir = Refused<AnyReadDir>;
    type ReadFile = Refused<Vec<u8>>;
    type CopyFile = Refused<u64>;
    type FindPath = Refused<PathBuf>;
    type Stat = Refused<Metadata>;
    type ChangePath = Refused<()>;

    fn open_file(&self, path: impl AsRef<Path>, options: &OpenOptions) -> Self::OpenFile {
        let mode = options.mode.unwrap_or_default();
        self.refuse(format!("open_file({}, {mode:o})", path.as_ref().display()))
    }

    fn read_dir(&self, path: impl AsRef<Path>) -> Self::OpenDir {
        self.refuse(format!("read_dir({})", path.as_ref().display()))
    }

    fn read_file(&self, path: impl AsRef<Path>) -> Self::ReadFile {
        self.refuse(format!("read_file({})", path.as_ref().display()))
    }

    fn write_file(&self, path: impl AsRef<Path>, contents: impl Into<Vec<u8>>) -> Self::ChangePath {
        self.refuse(format!(
            "write_file({}, {:?})",
            path.as_ref().display(),
            contents.into()
        ))
    }

    fn replace_file(
        &self,
        path: impl AsRef<Path>,
        contents: impl Into<Vec<u8>>,
    ) -> Self::ChangePath {
        self.refuse(format!(
            "replace_file({}, {:?})",
            path.as_ref().display(),
            contents.into()
        ))
    }

    fn create_dir(&self, path: impl AsRef<Path>) -> Self::ChangePath {
        self.refuse(format!("create_dir({})", path.as_ref().display()))
    }

    fn create_dir_all(&self, path: impl AsRef<Path>) -> Self::ChangePath {
        self.refuse(format!("create_dir_all({})", path.as_ref().display()))
    }

    fn remove_file(&self, path: impl AsRef<Path>) -> Self::ChangePath {
        self.refuse(format!("remove_file({})", path.as_ref().display()))
    }

    fn remove_dir(&self, path: impl AsRef<Path>) -> Self::ChangePath {
        self.refuse(format!("remove_dir({})", path.as_ref().display()))
    }

    fn remove_dir_all(&self, path: impl AsRef<Path>) -> Self::ChangePath {
        self.refuse(format!("remove_dir_all({})", path.as_ref().display()))
    }

    fn rename(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> Self::ChangePath {
        self.refuse(format!(
            "rename({}, {})",
            from.as_ref().display(),
            to.as_ref().display()
        ))
    }

    fn copy_file(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> Self::CopyFile {
        self.refuse(format!(
            "copy_file({}, {})",
            from.as_ref().display(),
            to.as_ref().display()
        ))
    }

    fn hard_link(&self, original: impl AsRef<Path>, link: impl AsRef<Path>) -> Self::ChangePath {
        self.refuse(format!(
            "hard_link({}, {})",
            original.as_ref().display(),
            link.as_ref().display()
        ))
    }

    fn symlink(&self, original: impl AsRef<Path>, link: impl AsRef<Path>) -> Self::ChangePath {
        self.refuse(format!(
            "symlink({}, {})",
            original.as_ref().display(),
            link.as_ref().display()
        ))
    }

    fn read_link(&self, path: impl AsRef<Path>) -> Self::FindPath {
        self.refuse(format!("read_link({})", path.as_ref().display()))
    }

    fn canonicalize(&self, path: impl AsRef<Path>) -> Self::FindPath {
        self.refuse(format!("canonicalize({})", path.as_ref().display()))
    }

    fn metadata(&self, path: impl AsRef<Path>) -> Self::Stat {
        self.refuse(format!("metadata({})", path.as_ref().display()))
    }

    fn symlink_metadata(&self, path: impl AsRef<Path>) -> Self::Stat {
        self.refuse(format!("symlink_metadata({})", path.as_ref().display()))
    }

    fn set_permissions(
        &self,
        path: impl AsRef<Path>,
        permissions: Permissions,
    ) -> Self::ChangePath {
        self.refuse(format!(
            "set_permissions({}, {:o})",
            path.as_ref().display(),
            permissions.mode()
        ))
    }
}

impl<const KIND: u8> Process for Mock<KIND> {
    type Child = AnyChild;

    fn spawn_child(&self, command: &mut Command) -> io::Result<AnyChild> {
        Err(self.refusal(format!("spawn_child({:?})", command.as_std())))
    }
}

impl<const KIND: u8> Signal for Mock<KIND> {
    type Signals = AnySignals;

    fn signal(&self, kind: SignalKind) -> io::Result<AnySignals> {
        Err(self.refusal(format!("signal({kind:?})")))
    }

    fn ctrl_c(&self) -> io::Result<AnySignals> {
        Err(self.refusal("ctrl_c()".to_owned()))
    }
}

impl<const KIND: u8> Stdio for Mock<KIND> {
    type Stdin = AnyStdin;
    type Stdout = AnyStdout;
    type Stderr = AnyStdout;

    fn stdin(&self) -> AnyStdin {
        self.log.push("stdin()".to_owned());
        self.bare().stdin()
    }

    fn stdout(&self) -> AnyStdout {
        self.log.push("stdout()".to_owned());
        self.bare().stdout()
    }

    fn stderr(&self) -> AnyStdout {
        self.log.push("stderr()".to_owned());
        self.bare().stderr()
    }
}
