use std::{
    fmt,
    io::{self, IoSlice, IoSliceMut},
    pin::Pin,
    task::{Context, Poll},
};

use super::{
    AnyRuntime,
    absent::{Absent, unsupported},
    forward::{forward_read, forward_write},
    mirror::debug_by_name,
    parts::Part,
};
use crate::{
    io::{AsyncRead, AsyncWrite, ByteRead, ByteWrite, ReadCursor},
    stdio::{SendStdio, Stdio},
};

pub(super) trait DynStdio: Part {
    fn input(&self) -> AnyStdin;
    fn output(&self) -> AnyStdout;
    fn errors(&self) -> AnyStdout;
}

impl<T: SendStdio> DynStdio for T {
    fn input(&self) -> AnyStdin {
        let inner = Box::new(self.stdin());
        AnyStdin { inner }
    }

    fn output(&self) -> AnyStdout {
        let inner = Box::new(self.stdout());
        AnyStdout { inner }
    }

    fn errors(&self) -> AnyStdout {
        let inner = Box::new(self.stderr());
        AnyStdout { inner }
    }
}

impl DynStdio for Absent {
    fn input(&self) -> AnyStdin {
        let inner = Box::new(Nothing);
        AnyStdin { inner }
    }

    fn output(&self) -> AnyStdout {
        let inner = Box::new(Nothing);
        AnyStdout { inner }
    }

    fn errors(&self) -> AnyStdout {
        let inner = Box::new(Nothing);
        AnyStdout { inner }
    }
}

#[deny(clippy::missing_trait_methods)]
impl Stdio for AnyRuntime {
    type Stdin = AnyStdin;
    type Stdout = AnyStdout;
    type Stderr = AnyStdout;

    fn stdin(&self) -> AnyStdin {
        self.parts.stdio.input()
    }

    fn stdout(&self) -> AnyStdout {
        self.parts.stdio.output()
    }

    fn stderr(&self) -> AnyStdout {
        self.parts.stdio.errors()
    }
}

/// The standard input of an [`AnyRuntime`].
pub struct AnyStdin {
    inner: Box<dyn ByteRead + Unpin + Send + Sync>,
}

/// The standard output, or the standard error, of an [`AnyRuntime`].
pub struct AnyStdout {
    inner: Box<dyn ByteWrite + Unpin + Send + Sync>,
}

forward_read!([] AnyStdin);
forward_write!([] AnyStdout);
debug_by_name!(AnyStdin, AnyStdout);

/// The stream of a runtime that has none.
struct Nothing;

impl AsyncRead for Nothing {
    fn poll_read(
        self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
        _buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(Err(unsupported("stdio")))
    }
}

impl ByteRead for Nothing {
    fn poll_read_uninit(
        self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
        _cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Poll::Ready(Err(unsupported("stdio")))
    }
}

impl AsyncWrite for Nothing {
    fn poll_write(
        self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
        _buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(Err(unsupported("stdio")))
    }

    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Err(unsupported("stdio")))
    }

    fn poll_close(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Err(unsupported("stdio")))
    }
}

impl ByteWrite for Nothing {
    fn is_write_vectored(&self) -> bool {
        false
    }
}
