use std::{
    fmt, io,
    num::NonZeroUsize,
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::io::AsyncWrite;
use futures_util::Sink;
use pin_project_lite::pin_project;

use super::Encode;

const HIGH_WATER: NonZeroUsize = NonZeroUsize::new(8 * 1024).expect("it is not zero");

pin_project! {
    /// Writes frames: a sink whose items a codec turns into a writer's bytes.
    ///
    /// Items are gathered; once 8 KiB are, or as many as [`high_water`](Self::high_water) says, the sink
    /// takes the next only when some of it is written. Flushing writes all and flushes the writer.
    ///
    /// # Cancel safety
    ///
    /// Resumable: what is not written yet, a frame that is written in part among it, stays in the sink,
    /// whoever stops waiting.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_combinators::{
    ///     futures_util::{FutureExt, SinkExt},
    ///     io::{FramedWrite, LineCodec},
    /// };
    ///
    /// let mut lines = FramedWrite::new(Vec::new(), LineCodec::new(80));
    /// lines.send("one").now_or_never().unwrap().unwrap();
    /// assert_eq!(lines.get_ref(), b"one\n");
    /// ```
    #[must_use = "sinks do nothing unless polled"]
    pub struct FramedWrite<W, C> {
        #[pin]
        writer: W,
        codec: C,
        // What was encoded and not yet written is `buffer[start..]`.
        buffer: Vec<u8>,
        start: usize,
        high_water: NonZeroUsize,
    }
}

impl<W, C> FramedWrite<W, C> {
    /// Writes the frames of `codec` to `writer`.
    pub const fn new(writer: W, codec: C) -> Self {
        Self {
            writer,
            codec,
            buffer: Vec::new(),
            start: 0,
            high_water: HIGH_WATER,
        }
    }

    /// Sets how many bytes are gathered before items have to wait; 8 KiB by default.
    pub fn high_water(mut self, bytes: NonZeroUsize) -> Self {
        self.high_water = bytes;
        self
    }

    /// Returns the writer.
    pub const fn get_ref(&self) -> &W {
        &self.writer
    }

    /// Returns the codec.
    pub const fn codec(&self) -> &C {
        &self.codec
    }

    /// Takes it apart: the writer, the codec, and the bytes that were not written.
    pub fn into_parts(mut self) -> (W, C, Vec<u8>) {
        self.buffer.drain(..self.start);
        (self.writer, self.codec, self.buffer)
    }
}

impl<W: AsyncWrite, C> FramedWrite<W, C> {
    /// Writes until fewer than `most` bytes are left.
    fn poll_below(self: Pin<&mut Self>, cx: &mut Context<'_>, most: usize) -> Poll<io::Result<()>> {
        let mut this = self.project();
        while this.buffer.len() - *this.start >= most {
            let bytes = &this.buffer[*this.start..];
            let length = bytes.len();
            let count = ready!(this.writer.as_mut().poll_write(cx, bytes))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            if count > length {
                let message =
                    format!("{count} bytes are said to have been written, where {length} could");
                return Poll::Ready(Err(io::Error::new(io::ErrorKind::InvalidData, message)));
            }
            *this.start += count;
            if *this.start == this.buffer.len() {
                this.buffer.clear();
                *this.start = 0;
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<W: AsyncWrite, C: Encode<I>, I> Sink<I> for FramedWrite<W, C> {
    type Error = C::Error;

    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), C::Error>> {
        let most = self.high_water.get();
        self.poll_below(cx, most).map_err(C::Error::from)
    }

    fn start_send(self: Pin<&mut Self>, item: I) -> Result<(), C::Error> {
        let this = self.project();
        this.buffer.drain(..*this.start);
        *this.start = 0;
        let mut frame = Appended::to(this.buffer);
        this.codec.encode(item, frame.buffer)?;
        frame.keep();
        Ok(())
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), C::Error>> {
        ready!(self.as_mut().poll_below(cx, 1))?;
        self.project().writer.poll_flush(cx).map_err(C::Error::from)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), C::Error>> {
        ready!(self.as_mut().poll_below(cx, 1))?;
        self.project().writer.poll_close(cx).map_err(C::Error::from)
    }
}

/// Takes back what is appended to a buffer, unless it is to be kept.
struct Appended<'a> {
    buffer: &'a mut Vec<u8>,
    kept: usize,
}

impl<'a> Appended<'a> {
    const fn to(buffer: &'a mut Vec<u8>) -> Self {
        let kept = buffer.len();
        Self { buffer, kept }
    }

    const fn keep(&mut self) {
        self.kept = self.buffer.len();
    }
}

impl Drop for Appended<'_> {
    fn drop(&mut self) {
        self.buffer.truncate(self.kept);
    }
}

impl<W, C: fmt::Debug> fmt::Debug for FramedWrite<W, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FramedWrite")
            .field("codec", &self.codec)
            .field("buffered", &(self.buffer.len() - self.start))
            .finish_non_exhaustive()
    }
}
