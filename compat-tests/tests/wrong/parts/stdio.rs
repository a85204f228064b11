use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use anyrt_traits::{
    AnyRuntime,
    any::{AnyStdin, AnyStdout},
    io::{AsyncWrite, ByteWrite},
    stdio::Stdio,
};

/// Forgets that the output failed once it has told so.
pub(crate) struct WrongStdio {
    pub(crate) rt: AnyRuntime,
}

impl Stdio for WrongStdio {
    type Stdin = AnyStdin;
    type Stdout = WrongStdout;
    type Stderr = AnyStdout;

    fn stdin(&self) -> AnyStdin {
        self.rt.stdin()
    }

    fn stdout(&self) -> WrongStdout {
        WrongStdout {
            inner: self.rt.stdout(),
            has_told: false,
        }
    }

    fn stderr(&self) -> AnyStdout {
        self.rt.stderr()
    }
}

pub(crate) struct WrongStdout {
    inner: AnyStdout,
    has_told: bool,
}

impl WrongStdout {
    fn once<T>(&mut self, polled: Poll<io::Result<T>>, otherwise: T) -> Poll<io::Result<T>> {
        match polled {
            Poll::Ready(Err(_)) if self.has_told => Poll::Ready(Ok(otherwise)),
            Poll::Ready(Err(error)) => {
                self.has_told = true;
                Poll::Ready(Err(error))
            }
            polled => polled,
        }
    }
}

impl AsyncWrite for WrongStdout {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.inner).poll_write(cx, buf);
        self.once(polled, buf.len())
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.inner).poll_write_vectored(cx, bufs);
        self.once(polled, bufs.iter().map(|buf| buf.len()).sum())
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.inner).poll_flush(cx);
        self.once(polled, ())
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.inner).poll_close(cx);
        self.once(polled, ())
    }
}

impl ByteWrite for WrongStdout {
    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }
}
