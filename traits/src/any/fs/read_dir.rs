use std::{
    fmt, io,
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;

use crate::{any::mirror::debug_by_name, fs::DirEntry};

type BoxEntries = Box<dyn Stream<Item = io::Result<DirEntry>> + Unpin + Send + Sync>;

/// The entries of a directory, of an [`AnyRuntime`](crate::AnyRuntime).
///
/// # Cancel safety
///
/// Cancel safe: an entry is taken only in the poll that gives it.
#[must_use = "streams do nothing unless polled"]
pub struct AnyReadDir {
    inner: BoxEntries,
}

impl AnyReadDir {
    pub(super) fn new(
        entries: impl Stream<Item = io::Result<DirEntry>> + Unpin + Send + Sync + 'static,
    ) -> Self {
        let inner = Box::new(entries);
        Self { inner }
    }
}

#[deny(clippy::missing_trait_methods)]
impl Stream for AnyReadDir {
    type Item = io::Result<DirEntry>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.get_mut().inner).poll_next(cx)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.inner.size_hint()
    }
}

debug_by_name!(AnyReadDir);
