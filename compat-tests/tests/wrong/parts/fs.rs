use std::{
    io::{self, SeekFrom},
    path::Path,
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::{
    AnyRuntime,
    any::{AnyFile, AnyFsFuture},
    fs::{File, Fs, Metadata, OpenOptions, Permissions},
    io::{AsyncRead, AsyncSeek, AsyncWrite, ByteRead, ByteWrite, ReadCursor},
};

use super::forward_fs;
use crate::fault::Fault;

pub(crate) struct WrongFs {
    pub(crate) rt: AnyRuntime,
    pub(crate) fault: Fault,
}

impl WrongFs {
    const fn opened(&self, inner: AnyFsFuture<AnyFile>) -> WrongOpen {
        let fault = self.fault;
        WrongOpen { inner, fault }
    }
}

forward_fs!(WrongFs { rt: AnyRuntime } opens WrongFile as WrongOpen);

pub(crate) struct WrongOpen {
    inner: AnyFsFuture<AnyFile>,
    fault: Fault,
}

impl Future for WrongOpen {
    type Output = io::Result<WrongFile>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let fault = self.fault;
        let opened = Pin::new(&mut self.inner).poll(cx);
        opened.map_ok(|inner| WrongFile::new(inner, fault))
    }
}

pub(crate) struct WrongFile {
    inner: AnyFile,
    fault: Fault,
    has_failed: bool,
}

impl WrongFile {
    const fn new(inner: AnyFile, fault: Fault) -> Self {
        Self {
            inner,
            fault,
            has_failed: false,
        }
    }

    /// Tells an error once if that is the fault.
    fn told(&mut self, result: io::Result<()>) -> io::Result<()> {
        if self.fault != Fault::ErrorOnce || result.is_ok() {
            return result;
        }
        if std::mem::replace(&mut self.has_failed, true) {
            Ok(())
        } else {
            result
        }
    }
}

impl AsyncRead for WrongFile {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_read(cx, buf)
    }
}

impl ByteRead for WrongFile {
    fn poll_read_uninit(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read_uninit(cx, cursor)
    }
}

impl AsyncWrite for WrongFile {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let short = match self.fault {
            Fault::WritesLess => buf.len().saturating_sub(1).max(1).min(buf.len()),
            _ => buf.len(),
        };
        let count = ready!(Pin::new(&mut self.inner).poll_write(cx, &buf[..short]))?;
        Poll::Ready(Ok(count + buf.len() - short))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write_vectored(cx, bufs)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = ready!(Pin::new(&mut self.inner).poll_flush(cx));
        Poll::Ready(self.told(result))
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = ready!(Pin::new(&mut self.inner).poll_close(cx));
        Poll::Ready(self.told(result))
    }
}

impl ByteWrite for WrongFile {
    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }
}

impl AsyncSeek for WrongFile {
    fn poll_seek(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pos: SeekFrom,
    ) -> Poll<io::Result<u64>> {
        let pos = match (self.fault, pos) {
            (Fault::SeeksAside, SeekFrom::Start(place)) => SeekFrom::Start(place + 1),
            (_, pos) => pos,
        };
        Pin::new(&mut self.inner).poll_seek(cx, pos)
    }
}

impl File for WrongFile {
    type ReadAt = <AnyFile as File>::ReadAt;
    type WriteAt = <AnyFile as File>::WriteAt;

    fn poll_sync_all(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = ready!(self.inner.poll_sync_all(cx));
        Poll::Ready(self.told(result))
    }

    fn poll_sync_data(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = ready!(self.inner.poll_sync_data(cx));
        Poll::Ready(self.told(result))
    }

    fn poll_set_len(&mut self, cx: &mut Context<'_>, size: u64) -> Poll<io::Result<()>> {
        self.inner.poll_set_len(cx, size)
    }

    fn poll_metadata(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Metadata>> {
        self.inner.poll_metadata(cx)
    }

    fn poll_set_permissions(
        &mut self,
        cx: &mut Context<'_>,
        permissions: &Permissions,
    ) -> Poll<io::Result<()>> {
        self.inner.poll_set_permissions(cx, permissions)
    }

    fn poll_try_clone(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Self>> {
        let fault = self.fault;
        let clone = self.inner.poll_try_clone(cx);
        clone.map_ok(|inner| Self::new(inner, fault))
    }

    fn read_at(&self, buf: Vec<u8>, offset: u64) -> Self::ReadAt {
        self.inner.read_at(buf, offset)
    }

    fn write_at(&self, buf: Vec<u8>, offset: u64) -> Self::WriteAt {
        self.inner.write_at(buf, offset)
    }
}
