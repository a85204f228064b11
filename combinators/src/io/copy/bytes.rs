use std::{
    fmt,
    num::NonZeroUsize,
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::io::{AsyncRead, AsyncWrite};
use pin_project_lite::pin_project;

use super::{
    CopyError,
    pump::{AtEnd, Pump},
};

/// Copies everything that `reader` gives to `writer`, and gives the number of bytes.
///
/// The bytes go through a buffer of 8 KiB. The writer is flushed when the reader has nothing, and at the
/// end. After 256 reads and writes in a row the task yields. It is called so because `futures-util` has a `copy`.
///
/// # Errors
///
/// [`CopyError`], with the side that failed and the counts. A writer that takes nothing is a failure of
/// the kind `WriteZero`; a count that cannot be true, from either side, is one of the kind `InvalidData`.
///
/// # Panics
///
/// If the future is polled after it has given a success.
///
/// # Cancel safety
///
/// Resumable: the bytes that were read and not yet written are kept in the future, and lost with it.
/// [`CopyBytes::written`] tells how many arrived.
///
/// # Examples
///
/// ```
/// use anyrt_combinators::{futures_util::FutureExt, io::copy_bytes};
///
/// let mut copy = Vec::new();
/// let count = copy_bytes(&b"the original"[..], &mut copy).now_or_never();
/// assert_eq!(count.unwrap().unwrap(), 12);
/// assert_eq!(copy, b"the original");
/// ```
pub fn copy_bytes<R: AsyncRead, W: AsyncWrite>(reader: R, writer: W) -> CopyBytes<R, W> {
    CopyBytes {
        reader,
        writer,
        pump: Pump::new(),
        at_end: AtEnd::Flush,
    }
}

pin_project! {
    /// The future of [`copy_bytes`].
    ///
    /// # Errors
    ///
    /// [`CopyError`], with the side that failed and the counts.
    ///
    /// # Cancel safety
    ///
    /// Resumable: the bytes that were read and not yet written are kept in the future, and lost with it.
    #[must_use = "futures do nothing unless polled"]
    pub struct CopyBytes<R, W> {
        #[pin]
        reader: R,
        #[pin]
        writer: W,
        pump: Pump,
        at_end: AtEnd,
    }
}

impl<R, W> CopyBytes<R, W> {
    /// Sets the size of the buffer; 8 KiB by default.
    pub fn buffer_size(mut self, size: NonZeroUsize) -> Self {
        self.pump.set_size(size);
        self
    }

    /// Closes the writer once the reader has ended, rather than flush it.
    pub fn close_at_end(mut self) -> Self {
        self.at_end = AtEnd::Close;
        self
    }

    /// Returns how many bytes were written so far.
    pub const fn written(&self) -> u64 {
        self.pump.written()
    }
}

impl<R: AsyncRead, W: AsyncWrite> Future for CopyBytes<R, W> {
    type Output = Result<u64, CopyError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        assert!(
            !this.pump.is_done(),
            "`CopyBytes` was polled after it had given its output"
        );
        let result = ready!(this.pump.poll(cx, this.reader, this.writer, *this.at_end));
        Poll::Ready(match result {
            Ok(()) => Ok(this.pump.written()),
            Err((side, error)) => Err(CopyError {
                side,
                error,
                read: this.pump.read(),
                written: this.pump.written(),
            }),
        })
    }
}

impl<R, W> fmt::Debug for CopyBytes<R, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CopyBytes")
            .field("read", &self.pump.read())
            .field("written", &self.pump.written())
            .finish_non_exhaustive()
    }
}
