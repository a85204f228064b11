use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll},
};

use anyrt_traits::{
    any::AnyTcpWriteHalf,
    io::{AsyncWrite, ByteWrite, OwnedWriteHalf},
};

use super::stream::WrongStream;
use crate::fault::Fault;

/// A write half whose drop may be wrong.
pub(crate) struct WrongWriteHalf(Option<WrongStream<AnyTcpWriteHalf>>);

impl WrongWriteHalf {
    pub(crate) fn new(inner: AnyTcpWriteHalf, fault: Fault) -> Self {
        Self(Some(WrongStream::new(inner, fault)))
    }

    pub(crate) fn into_inner(mut self) -> AnyTcpWriteHalf {
        self.0.take().expect("only the drop takes it").inner
    }

    fn get(&mut self) -> Pin<&mut WrongStream<AnyTcpWriteHalf>> {
        Pin::new(self.0.as_mut().expect("only the drop takes it"))
    }
}

impl OwnedWriteHalf for WrongWriteHalf {
    fn forget(self) {
        self.into_inner().forget();
    }
}

impl Drop for WrongWriteHalf {
    fn drop(&mut self) {
        if let Some(stream) = self.0.take()
            && stream.fault == Fault::DropForgets
        {
            stream.inner.forget();
        }
    }
}

impl AsyncWrite for WrongWriteHalf {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.get().poll_write(cx, buf)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.get().poll_write_vectored(cx, bufs)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get().poll_flush(cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get().poll_close(cx)
    }
}

impl ByteWrite for WrongWriteHalf {
    fn is_write_vectored(&self) -> bool {
        self.0.as_ref().is_some_and(ByteWrite::is_write_vectored)
    }
}
