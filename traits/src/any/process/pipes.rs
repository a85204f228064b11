use std::{
    fmt,
    io::{self, IoSlice, IoSliceMut},
    pin::Pin,
    task::{Context, Poll},
};

use crate::{
    any::{
        forward::{forward_read, forward_write},
        mirror::debug_by_name,
    },
    io::{AsyncRead, AsyncWrite, ByteRead, ByteWrite, ReadCursor},
};

/// The pipe to the input of an [`AnyChild`](super::AnyChild).
pub struct AnyChildInput {
    inner: Box<dyn ByteWrite + Unpin + Send + Sync>,
}

/// The pipe from the output, or from the errors, of an [`AnyChild`](super::AnyChild).
pub struct AnyChildOutput {
    inner: Box<dyn ByteRead + Unpin + Send + Sync>,
}

impl AnyChildInput {
    pub(super) fn new(pipe: impl ByteWrite + Unpin + Send + Sync + 'static) -> Self {
        let inner = Box::new(pipe);
        Self { inner }
    }
}

impl AnyChildOutput {
    pub(super) fn new(pipe: impl ByteRead + Unpin + Send + Sync + 'static) -> Self {
        let inner = Box::new(pipe);
        Self { inner }
    }
}

forward_write!([] AnyChildInput);
forward_read!([] AnyChildOutput);
debug_by_name!(AnyChildInput, AnyChildOutput);
