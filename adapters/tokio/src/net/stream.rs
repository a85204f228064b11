//! What streams and halves have in common: the byte traits over a socket of tokio's.

use std::{
    io::{self, IoSlice, IoSliceMut},
    os::fd::AsFd,
    task::{Context, Poll, ready},
};

use anyrt_adapter_kit::socket;
use tokio::io::Interest;

/// The readiness of tokio's stream sockets, which they have as inherent methods.
pub(super) trait Ready: AsFd {
    fn poll_read_ready(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>>;
    fn poll_write_ready(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>>;
    fn try_io<R>(
        &self,
        interest: Interest,
        operation: impl FnOnce() -> io::Result<R>,
    ) -> io::Result<R>;
}

macro_rules! ready_impl {
    ($socket:ty) => {
        impl Ready for $socket {
            fn poll_read_ready(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
                self.poll_read_ready(cx)
            }

            fn poll_write_ready(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
                self.poll_write_ready(cx)
            }

            fn try_io<R>(
                &self,
                interest: Interest,
                operation: impl FnOnce() -> io::Result<R>,
            ) -> io::Result<R> {
                self.try_io(interest, operation)
            }
        }
    };
}

ready_impl!(tokio::net::TcpStream);
ready_impl!(tokio::net::UnixStream);

/// Reads once into `bufs`, in one system call.
pub(super) fn poll_read_vectored(
    socket: &impl Ready,
    cx: &mut Context<'_>,
    bufs: &mut [IoSliceMut<'_>],
) -> Poll<io::Result<usize>> {
    if socket::is_empty(bufs) {
        return Poll::Ready(Ok(0));
    }
    loop {
        ready!(socket.poll_read_ready(cx))?;
        match socket.try_io(Interest::READABLE, || socket::recv_vectored(socket, bufs)) {
            Err(error) if is_retried(&error) => {}
            result => return Poll::Ready(result),
        }
    }
}

/// Writes once, by a system call that raises no signal.
pub(super) fn poll_write_with<S: Ready>(
    socket: &S,
    cx: &mut Context<'_>,
    mut write: impl FnMut(&S) -> io::Result<usize>,
) -> Poll<io::Result<usize>> {
    loop {
        ready!(socket.poll_write_ready(cx))?;
        match socket.try_io(Interest::WRITABLE, || write(socket)) {
            Err(error) if is_retried(&error) => {}
            result => return Poll::Ready(result),
        }
    }
}

/// Writes once from `bufs`, in one system call that raises no signal.
pub(super) fn poll_write_vectored(
    socket: &impl Ready,
    cx: &mut Context<'_>,
    bufs: &[IoSlice<'_>],
) -> Poll<io::Result<usize>> {
    if socket::is_empty(bufs) {
        return Poll::Ready(Ok(0));
    }
    poll_write_with(socket, cx, |socket| socket::send_vectored(socket, bufs))
}

pub(super) fn is_retried(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted
    )
}

/// Implements the reading traits for a type with `inner`, one of tokio's readers, and
/// `socket(&inner)`, the socket below it.
macro_rules! read_impls {
    ($type:ty) => {
        impl futures_io::AsyncRead for $type {
            #[inline]
            fn poll_read(
                mut self: std::pin::Pin<&mut Self>,
                cx: &mut std::task::Context<'_>,
                buf: &mut [u8],
            ) -> std::task::Poll<std::io::Result<usize>> {
                if buf.is_empty() {
                    return std::task::Poll::Ready(Ok(0));
                }
                let mut buf = tokio::io::ReadBuf::new(buf);
                let Self {
                    inner,
                    read_waker,
                    lifetime,
                    ..
                } = &mut *self;
                let waker = read_waker.guard(lifetime, cx.waker());
                lifetime.check()?;
                let cx = &mut std::task::Context::from_waker(waker);
                let inner = std::pin::Pin::new(inner);
                std::task::ready!(tokio::io::AsyncRead::poll_read(inner, cx, &mut buf))?;
                std::task::Poll::Ready(Ok(buf.filled().len()))
            }

            fn poll_read_vectored(
                mut self: std::pin::Pin<&mut Self>,
                cx: &mut std::task::Context<'_>,
                bufs: &mut [std::io::IoSliceMut<'_>],
            ) -> std::task::Poll<std::io::Result<usize>> {
                let Self {
                    inner,
                    read_waker,
                    lifetime,
                    ..
                } = &mut *self;
                let waker = read_waker.guard(lifetime, cx.waker());
                lifetime.check()?;
                let cx = &mut std::task::Context::from_waker(waker);
                $crate::net::stream::poll_read_vectored(Self::socket(inner), cx, bufs)
            }
        }

        impl anyrt_traits::io::ByteRead for $type {
            #[inline]
            fn poll_read_uninit(
                mut self: std::pin::Pin<&mut Self>,
                cx: &mut std::task::Context<'_>,
                cursor: &mut anyrt_traits::io::ReadCursor<'_>,
            ) -> std::task::Poll<std::io::Result<()>> {
                if cursor.remaining() == 0 {
                    return std::task::Poll::Ready(Ok(()));
                }
                let Self {
                    inner,
                    read_waker,
                    lifetime,
                    ..
                } = &mut *self;
                let waker = read_waker.guard(lifetime, cx.waker());
                lifetime.check()?;
                let cx = &mut std::task::Context::from_waker(waker);
                $crate::raw::poll_read_uninit(std::pin::Pin::new(inner), cx, cursor)
            }
        }
    };
}

/// Implements the writing traits for a type with `inner`, one of tokio's writers, and
/// `socket(&inner)`, the socket below it. Plain writes go by `write`.
macro_rules! write_impls {
    ($type:ty, $inner:ty, $write:expr) => {
        impl futures_io::AsyncWrite for $type {
            #[inline]
            fn poll_write(
                mut self: std::pin::Pin<&mut Self>,
                cx: &mut std::task::Context<'_>,
                buf: &[u8],
            ) -> std::task::Poll<std::io::Result<usize>> {
                if buf.is_empty() {
                    return std::task::Poll::Ready(Ok(0));
                }
                let Self {
                    inner,
                    write_waker,
                    lifetime,
                    ..
                } = &mut *self;
                let waker = write_waker.guard(lifetime, cx.waker());
                lifetime.check()?;
                let cx = &mut std::task::Context::from_waker(waker);
                let write: fn(
                    &mut $inner,
                    &mut std::task::Context<'_>,
                    &[u8],
                ) -> std::task::Poll<std::io::Result<usize>> = $write;
                write(inner, cx, buf)
            }

            fn poll_write_vectored(
                mut self: std::pin::Pin<&mut Self>,
                cx: &mut std::task::Context<'_>,
                bufs: &[std::io::IoSlice<'_>],
            ) -> std::task::Poll<std::io::Result<usize>> {
                let Self {
                    inner,
                    write_waker,
                    lifetime,
                    ..
                } = &mut *self;
                let waker = write_waker.guard(lifetime, cx.waker());
                lifetime.check()?;
                let cx = &mut std::task::Context::from_waker(waker);
                $crate::net::stream::poll_write_vectored(Self::socket(inner), cx, bufs)
            }

            #[inline]
            fn poll_flush(
                self: std::pin::Pin<&mut Self>,
                _cx: &mut std::task::Context<'_>,
            ) -> std::task::Poll<std::io::Result<()>> {
                // A socket keeps nothing back.
                std::task::Poll::Ready(Ok(()))
            }

            fn poll_close(
                mut self: std::pin::Pin<&mut Self>,
                cx: &mut std::task::Context<'_>,
            ) -> std::task::Poll<std::io::Result<()>> {
                let inner = std::pin::Pin::new(&mut self.inner);
                tokio::io::AsyncWrite::poll_shutdown(inner, cx)
            }
        }

        impl anyrt_traits::io::ByteWrite for $type {
            fn is_write_vectored(&self) -> bool {
                true
            }
        }
    };
}

/// Implements taking apart and putting together for a stream over tokio's.
macro_rules! halves_impls {
    ($stream:ident, $read:ident, $write:ident, $tokio:ty, $tokio_read:ty, $tokio_write:ty) => {
        impl anyrt_traits::io::ByteStream for $stream {
            type ReadHalf = $read;
            type WriteHalf = $write;

            fn into_halves(self) -> ($read, $write) {
                let (read, write) = self.inner.into_split();
                let read = $read {
                    inner: read,
                    lifetime: self.lifetime.clone(),
                    read_waker: self.read_waker,
                };
                let write = $write {
                    inner: write,
                    lifetime: self.lifetime,
                    write_waker: self.write_waker,
                };
                (read, write)
            }

            fn reunite(
                read: $read,
                write: $write,
            ) -> Result<Self, anyrt_traits::io::ReuniteError<$read, $write>> {
                match read.inner.reunite(write.inner) {
                    Ok(inner) => Ok(Self {
                        inner,
                        lifetime: read.lifetime,
                        read_waker: read.read_waker,
                        write_waker: write.write_waker,
                    }),
                    Err(error) => Err(anyrt_traits::io::ReuniteError {
                        read: $read {
                            inner: error.0,
                            ..read
                        },
                        write: $write {
                            inner: error.1,
                            ..write
                        },
                    }),
                }
            }
        }

        impl anyrt_traits::io::OwnedWriteHalf for $write {
            fn forget(self) {
                self.inner.forget();
            }
        }

        impl $stream {
            pub(crate) fn new_in(
                inner: $tokio,
                lifetime: &anyrt_adapter_kit::life::Lifetime,
            ) -> Self {
                Self {
                    inner,
                    lifetime: lifetime.clone(),
                    read_waker: anyrt_adapter_kit::task::ForeignWaker::new(),
                    write_waker: anyrt_adapter_kit::task::ForeignWaker::new(),
                }
            }

            /// Returns tokio's own socket.
            #[must_use]
            pub const fn get_ref(&self) -> &$tokio {
                &self.inner
            }

            /// Takes tokio's own socket out.
            #[must_use]
            pub fn into_inner(self) -> $tokio {
                self.inner
            }

            const fn socket(inner: &$tokio) -> &$tokio {
                inner
            }
        }

        impl $read {
            /// Takes tokio's own half out.
            #[must_use]
            pub fn into_inner(self) -> $tokio_read {
                self.inner
            }

            fn socket(inner: &$tokio_read) -> &$tokio {
                inner.as_ref()
            }
        }

        impl $write {
            /// Takes tokio's own half out.
            #[must_use]
            pub fn into_inner(self) -> $tokio_write {
                self.inner
            }

            fn socket(inner: &$tokio_write) -> &$tokio {
                inner.as_ref()
            }
        }

        impl From<$tokio> for $stream {
            fn from(inner: $tokio) -> Self {
                Self::new_in(inner, &anyrt_adapter_kit::life::Lifetime::GLOBAL)
            }
        }

        impl std::os::fd::AsFd for $stream {
            fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
                self.inner.as_fd()
            }
        }
    };
}

pub(super) use {halves_impls, read_impls, write_impls};
