//! Forwarding of the byte stream traits to the field `inner`.
//!
//! The lint denied in each block makes a method that is not forwarded an error, also one that the trait
//! has a default for.

macro_rules! forward_read {
    ([$($param:tt)*] $type:ty) => {
        #[deny(clippy::missing_trait_methods)]
        impl<$($param)*> AsyncRead for $type {
            fn poll_read(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                buf: &mut [u8],
            ) -> Poll<io::Result<usize>> {
                Pin::new(&mut self.get_mut().inner).poll_read(cx, buf)
            }

            fn poll_read_vectored(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                bufs: &mut [IoSliceMut<'_>],
            ) -> Poll<io::Result<usize>> {
                Pin::new(&mut self.get_mut().inner).poll_read_vectored(cx, bufs)
            }
        }

        #[deny(clippy::missing_trait_methods)]
        impl<$($param)*> ByteRead for $type {
            fn poll_read_uninit(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                cursor: &mut ReadCursor<'_>,
            ) -> Poll<io::Result<()>> {
                Pin::new(&mut self.get_mut().inner).poll_read_uninit(cx, cursor)
            }
        }
    };
}

macro_rules! forward_write {
    ([$($param:tt)*] $type:ty) => {
        #[deny(clippy::missing_trait_methods)]
        impl<$($param)*> AsyncWrite for $type {
            fn poll_write(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                buf: &[u8],
            ) -> Poll<io::Result<usize>> {
                Pin::new(&mut self.get_mut().inner).poll_write(cx, buf)
            }

            fn poll_write_vectored(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                bufs: &[IoSlice<'_>],
            ) -> Poll<io::Result<usize>> {
                Pin::new(&mut self.get_mut().inner).poll_write_vectored(cx, bufs)
            }

            fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
                Pin::new(&mut self.get_mut().inner).poll_flush(cx)
            }

            fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
                Pin::new(&mut self.get_mut().inner).poll_close(cx)
            }
        }

        #[deny(clippy::missing_trait_methods)]
        impl<$($param)*> ByteWrite for $type {
            fn is_write_vectored(&self) -> bool {
                self.inner.is_write_vectored()
            }
        }
    };
}

pub(super) use {forward_read, forward_write};
