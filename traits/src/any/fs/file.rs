use std::{
    fmt,
    io::{self, IoSlice, IoSliceMut, SeekFrom},
    pin::Pin,
    task::{Context, Poll},
};

use super::{AnyReadAt, AnyWriteAt};
use crate::{
    any::{
        exclusive::BoxFuture,
        forward::{forward_read, forward_write},
        mirror::debug_by_name,
    },
    fs::{BufResult, File, Metadata, Permissions},
    io::{AsyncRead, AsyncSeek, AsyncWrite, ByteRead, ByteWrite, ReadCursor},
};

/// The open file of an [`AnyRuntime`](crate::AnyRuntime).
pub struct AnyFile {
    inner: Box<dyn DynFile>,
}

/// The object-safe mirror of [`File`].
trait DynFile: ByteRead + ByteWrite + AsyncSeek + Unpin + Send + Sync {
    fn sync_all(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>>;
    fn sync_data(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>>;
    fn set_len(&mut self, cx: &mut Context<'_>, size: u64) -> Poll<io::Result<()>>;
    fn metadata(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Metadata>>;
    fn set_permissions(
        &mut self,
        cx: &mut Context<'_>,
        permissions: &Permissions,
    ) -> Poll<io::Result<()>>;
    fn try_clone(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Box<dyn DynFile>>>;
    fn read_from(&self, buf: Vec<u8>, offset: u64) -> BoxFuture<BufResult>;
    fn write_to(&self, buf: Vec<u8>, offset: u64) -> BoxFuture<BufResult>;
}

impl<F> DynFile for F
where
    F: File<ReadAt: Send, WriteAt: Send> + Send + Sync + 'static,
{
    fn sync_all(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_sync_all(cx)
    }

    fn sync_data(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_sync_data(cx)
    }

    fn set_len(&mut self, cx: &mut Context<'_>, size: u64) -> Poll<io::Result<()>> {
        self.poll_set_len(cx, size)
    }

    fn metadata(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Metadata>> {
        self.poll_metadata(cx)
    }

    fn set_permissions(
        &mut self,
        cx: &mut Context<'_>,
        permissions: &Permissions,
    ) -> Poll<io::Result<()>> {
        self.poll_set_permissions(cx, permissions)
    }

    fn try_clone(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Box<dyn DynFile>>> {
        self.poll_try_clone(cx)
            .map_ok(|file| Box::new(file) as Box<dyn DynFile>)
    }

    fn read_from(&self, buf: Vec<u8>, offset: u64) -> BoxFuture<BufResult> {
        Box::pin(self.read_at(buf, offset))
    }

    fn write_to(&self, buf: Vec<u8>, offset: u64) -> BoxFuture<BufResult> {
        Box::pin(self.write_at(buf, offset))
    }
}

impl AnyFile {
    pub(super) fn new(
        file: impl File<ReadAt: Send, WriteAt: Send> + Send + Sync + 'static,
    ) -> Self {
        let inner = Box::new(file);
        Self { inner }
    }
}

forward_read!([] AnyFile);
forward_write!([] AnyFile);

#[deny(clippy::missing_trait_methods)]
impl AsyncSeek for AnyFile {
    fn poll_seek(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pos: SeekFrom,
    ) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.get_mut().inner).poll_seek(cx, pos)
    }
}

#[deny(clippy::missing_trait_methods)]
impl File for AnyFile {
    type ReadAt = AnyReadAt;
    type WriteAt = AnyWriteAt;

    fn poll_sync_all(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.inner.sync_all(cx)
    }

    fn poll_sync_data(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.inner.sync_data(cx)
    }

    fn poll_set_len(&mut self, cx: &mut Context<'_>, size: u64) -> Poll<io::Result<()>> {
        self.inner.set_len(cx, size)
    }

    fn poll_metadata(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Metadata>> {
        self.inner.metadata(cx)
    }

    fn poll_set_permissions(
        &mut self,
        cx: &mut Context<'_>,
        permissions: &Permissions,
    ) -> Poll<io::Result<()>> {
        self.inner.set_permissions(cx, permissions)
    }

    fn poll_try_clone(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Self>> {
        self.inner.try_clone(cx).map_ok(|inner| Self { inner })
    }

    fn read_at(&self, buf: Vec<u8>, offset: u64) -> AnyReadAt {
        AnyReadAt::new(self.inner.read_from(buf, offset))
    }

    fn write_at(&self, buf: Vec<u8>, offset: u64) -> AnyWriteAt {
        AnyWriteAt::new(self.inner.write_to(buf, offset))
    }
}

debug_by_name!(AnyFile);
