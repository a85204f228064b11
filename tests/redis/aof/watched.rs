//! Files that tell what is done to them, and do not do everything.

use std::io::{self, SeekFrom};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Waker, ready};

use anyrt::AnyRuntime;
use anyrt::any::{AnyFile, AnyFsFuture};
use anyrt::fs::{File, Fs, Metadata, OpenOptions, Permissions};
use anyrt::io::{AsyncRead, AsyncSeek, AsyncWrite, ByteRead, ByteWrite, ReadCursor};

/// What the files of a runtime do, as a test sees and steers it.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// What was done, each with the name of the file, once it was.
    events: Vec<String>,
    /// Whether synchronising waits.
    closed: bool,
    /// Who waits to synchronise.
    waiting: Vec<Waker>,
    fault: Fault,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing does.
    #[default]
    None,
    /// Half of what is written arrives, and there is no space for the rest.
    Full,
    /// Synchronising fails.
    Sync,
    /// Synchronising a directory fails.
    Directory,
}

impl Watch {
    /// Puts files that are watched into a runtime.
    pub(super) fn wrap(&self, rt: &AnyRuntime) -> AnyRuntime {
        let watch = self.clone();
        let fs = WatchedFs {
            rt: rt.clone(),
            watch,
        };
        rt.to_builder().fs(fs).build()
    }

    /// Lets synchronising wait from now on.
    pub(super) fn close(&self) {
        self.lock().closed = true;
    }

    /// Lets who waits synchronise, and all who come.
    pub(super) fn open(&self) {
        let mut state = self.lock();
        state.closed = false;
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }

    /// Returns whether somebody waits to synchronise.
    pub(super) fn is_waited_for(&self) -> bool {
        !self.lock().waiting.is_empty()
    }

    /// Lets something go wrong from now on.
    pub(super) fn fail(&self, fault: Fault) {
        self.lock().fault = fault;
    }

    /// Takes what was done since the last call.
    pub(super) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.lock().events)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test panics within")
    }

    /// Takes note of something that was done to a file.
    fn tell(&self, what: &str, path: &Path) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.lock().events.push(format!("{what} {name}"));
    }
}

/// Files and directories, watched.
struct WatchedFs {
    rt: AnyRuntime,
    watch: Watch,
}

/// Forwards methods that change a path or look at one.
macro_rules! forward {
    ($($name:ident($($argument:ident: $type:ty),*) -> $result:ident;)*) => {
        $(fn $name(&self, $($argument: $type),*) -> Self::$result {
            self.rt.$name($($argument),*)
        })*
    };
}

impl Fs for WatchedFs {
    type File = Watched;
    type ReadDir = <AnyRuntime as Fs>::ReadDir;
    type OpenFile = Opening;
    type OpenDir = <AnyRuntime as Fs>::OpenDir;
    type ReadFile = <AnyRuntime as Fs>::ReadFile;
    type CopyFile = <AnyRuntime as Fs>::CopyFile;
    type FindPath = <AnyRuntime as Fs>::FindPath;
    type Stat = <AnyRuntime as Fs>::Stat;
    type ChangePath = <AnyRuntime as Fs>::ChangePath;

    fn open_file(&self, path: impl AsRef<Path>, options: &OpenOptions) -> Opening {
        Opening {
            path: path.as_ref().to_owned(),
            inner: self.rt.open_file(path, options),
            watch: self.watch.clone(),
        }
    }

    fn replace_file(
        &self,
        path: impl AsRef<Path>,
        contents: impl Into<Vec<u8>>,
    ) -> Self::ChangePath {
        self.watch.tell("replace", path.as_ref());
        self.rt.replace_file(path, contents)
    }

    fn rename(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> Self::ChangePath {
        self.watch.tell("rename to", to.as_ref());
        self.rt.rename(from, to)
    }

    #[cfg(unix)]
    fn symlink(&self, original: impl AsRef<Path>, link: impl AsRef<Path>) -> Self::ChangePath {
        self.rt.symlink(original, link)
    }

    forward! {
        write_file(path: impl AsRef<Path>, contents: impl Into<Vec<u8>>) -> ChangePath;
        read_file(path: impl AsRef<Path>) -> ReadFile;
        read_dir(path: impl AsRef<Path>) -> OpenDir;
        create_dir(path: impl AsRef<Path>) -> ChangePath;
        create_dir_all(path: impl AsRef<Path>) -> ChangePath;
        remove_file(path: impl AsRef<Path>) -> ChangePath;
        remove_dir(path: impl AsRef<Path>) -> ChangePath;
        remove_dir_all(path: impl AsRef<Path>) -> ChangePath;
        copy_file(from: impl AsRef<Path>, to: impl AsRef<Path>) -> CopyFile;
        hard_link(original: impl AsRef<Path>, link: impl AsRef<Path>) -> ChangePath;
        read_link(path: impl AsRef<Path>) -> FindPath;
        canonicalize(path: impl AsRef<Path>) -> FindPath;
        metadata(path: impl AsRef<Path>) -> Stat;
        symlink_metadata(path: impl AsRef<Path>) -> Stat;
        set_permissions(path: impl AsRef<Path>, permissions: Permissions) -> ChangePath;
    }
}

/// A file that is being opened.
struct Opening {
    inner: AnyFsFuture<AnyFile>,
    path: PathBuf,
    watch: Watch,
}

impl Future for Opening {
    type Output = io::Result<Watched>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let inner = ready!(Pin::new(&mut self.inner).poll(context))?;
        Poll::Ready(Ok(Watched {
            inner,
            path: self.path.clone(),
            watch: self.watch.clone(),
            is_full: false,
        }))
    }
}

/// A file, watched.
struct Watched {
    inner: AnyFile,
    path: PathBuf,
    watch: Watch,
    /// Whether something was left out for lack of space.
    is_full: bool,
}

impl Watched {
    /// Waits until synchronising is let through, does it, and tells of it.
    fn poll_sync(
        &mut self,
        context: &mut Context<'_>,
        sync: impl FnOnce(&mut AnyFile, &mut Context<'_>) -> Poll<io::Result<()>>,
    ) -> Poll<io::Result<()>> {
        self.check()?;
        let mut state = self.watch.lock();
        let is_at_fault = match state.fault {
            Fault::None | Fault::Full => false,
            Fault::Sync => true,
            Fault::Directory => self.path.is_dir(),
        };
        if is_at_fault {
            return Poll::Ready(Err(io::Error::other("the disk is at fault")));
        }
        if state.closed {
            state.waiting.push(context.waker().clone());
            return Poll::Pending;
        }
        drop(state);
        ready!(sync(&mut self.inner, context))?;
        self.watch.tell("sync", &self.path);
        Poll::Ready(Ok(()))
    }

    /// Tells that there was no space.
    fn check(&self) -> io::Result<()> {
        match self.is_full {
            true => Err(io::Error::new(io::ErrorKind::StorageFull, "no space left")),
            false => Ok(()),
        }
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_read(context, buffer)
    }
}

impl ByteRead for Watched {
    fn poll_read_uninit(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read_uninit(context, cursor)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.is_full {
            return Poll::Ready(Ok(buffer.len()));
        }
        let full = self.watch.lock().fault == Fault::Full;
        let part = if full { buffer.len() / 2 } else { buffer.len() };
        let count = ready!(Pin::new(&mut self.inner).poll_write(context, &buffer[..part]))?;
        self.is_full = full;
        self.watch.tell("write", &self.path);
        Poll::Ready(Ok(if full { buffer.len() } else { count }))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write_vectored(context, buffers)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.inner).poll_flush(context))?;
        Poll::Ready(self.check())
    }

    fn poll_close(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.inner).poll_close(context))?;
        Poll::Ready(self.check())
    }
}

impl ByteWrite for Watched {
    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }
}

impl AsyncSeek for Watched {
    fn poll_seek(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        position: SeekFrom,
    ) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.inner).poll_seek(context, position)
    }
}

impl File for Watched {
    type ReadAt = <AnyFile as File>::ReadAt;
    type WriteAt = <AnyFile as File>::WriteAt;

    fn poll_sync_all(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_sync(context, AnyFile::poll_sync_all)
    }

    fn poll_sync_data(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_sync(context, AnyFile::poll_sync_data)
    }

    fn poll_set_len(&mut self, context: &mut Context<'_>, size: u64) -> Poll<io::Result<()>> {
        self.inner.poll_set_len(context, size)
    }

    fn poll_metadata(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Metadata>> {
        self.inner.poll_metadata(context)
    }

    fn poll_set_permissions(
        &mut self,
        context: &mut Context<'_>,
        permissions: &Permissions,
    ) -> Poll<io::Result<()>> {
        self.inner.poll_set_permissions(context, permissions)
    }

    fn poll_try_clone(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Self>> {
        let inner = ready!(self.inner.poll_try_clone(context))?;
        Poll::Ready(Ok(Self {
            inner,
            path: self.path.clone(),
            watch: self.watch.clone(),
            is_full: self.is_full,
        }))
    }

    fn read_at(&self, buffer: Vec<u8>, offset: u64) -> Self::ReadAt {
        self.inner.read_at(buffer, offset)
    }

    fn write_at(&self, buffer: Vec<u8>, offset: u64) -> Self::WriteAt {
        self.inner.write_at(buffer, offset)
    }
}
