use std::{
    fmt, io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::io::AsyncRead;
use futures_util::{Stream, stream::FusedStream};
use pin_project_lite::pin_project;

use super::{Decode, Decoded};

/// How much room is made at once, at least.
const STEP: usize = 8 * 1024;

/// How many reads are made in one poll before others get a turn.
const BUDGET: usize = 128;

pin_project! {
    /// Reads frames: a stream of what a codec makes of a reader's bytes.
    ///
    /// The stream ends with the reader, and after the first error. The memory it takes grows with the bytes
    /// that have come, not with what a frame's header says.
    ///
    /// # Cancel safety
    ///
    /// Resumable: bytes that do not make up a frame yet stay in it, whoever stops waiting.
    ///
    /// # Panics
    ///
    /// If the codec says that a frame is longer than the bytes it was shown.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_combinators::{
    ///     futures_util::{FutureExt, TryStreamExt},
    ///     io::{FramedRead, LineCodec},
    /// };
    ///
    /// let lines = FramedRead::new(&b"one\ntwo\r\n"[..], LineCodec::new(80));
    /// let lines: Vec<String> = lines.try_collect().now_or_never().unwrap().unwrap();
    /// assert_eq!(lines, ["one", "two"]);
    /// ```
    #[must_use = "streams do nothing unless polled"]
    pub struct FramedRead<R, C> {
        #[pin]
        reader: R,
        codec: C,
        // What was read and not yet decoded is `buffer[start..end]`.
        buffer: Vec<u8>,
        start: usize,
        end: usize,
        // The codec has not seen all of what was read.
        is_new: bool,
        stage: Stage,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Reading,
    /// The reader has ended.
    Ending,
    Done,
}

impl<R, C> FramedRead<R, C> {
    /// Reads the frames of `codec` from `reader`.
    pub const fn new(reader: R, codec: C) -> Self {
        Self {
            reader,
            codec,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            is_new: false,
            stage: Stage::Reading,
        }
    }

    /// Returns the reader.
    pub const fn get_ref(&self) -> &R {
        &self.reader
    }

    /// Returns the codec.
    pub const fn codec(&self) -> &C {
        &self.codec
    }

    /// Takes it apart: the reader, the codec, and the bytes that were read and not decoded.
    ///
    /// The codec may have looked at those bytes: used further, it has to be given them first.
    pub fn into_parts(mut self) -> (R, C, Vec<u8>) {
        self.buffer.truncate(self.end);
        self.buffer.drain(..self.start);
        (self.reader, self.codec, self.buffer)
    }
}

impl<R: AsyncRead, C: Decode> Stream for FramedRead<R, C> {
    type Item = Result<C::Item, C::Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut this = self.project();
        for _ in 0..BUDGET {
            if *this.stage == Stage::Done {
                return Poll::Ready(None);
            }
            if *this.is_new {
                let bytes = &this.buffer[*this.start..*this.end];
                let decoded = this
                    .codec
                    .decode(bytes)
                    .inspect_err(|_| *this.stage = Stage::Done)?;
                if let Decoded::Frame { item, length } = decoded {
                    assert!(
                        length <= bytes.len(),
                        "a codec says that a frame has {length} of {} bytes",
                        bytes.len()
                    );
                    *this.start += length;
                    *this.is_new = *this.start < *this.end;
                    return Poll::Ready(Some(Ok(item)));
                }
                *this.is_new = false;
            }
            if *this.stage == Stage::Ending {
                *this.stage = Stage::Done;
                let bytes = &this.buffer[*this.start..*this.end];
                let last = this.codec.decode_end(bytes);
                (*this.start, *this.end) = (0, 0);
                return Poll::Ready(last.transpose());
            }
            make_room(this.buffer, this.start, this.end);
            let room = &mut this.buffer[*this.end..];
            let most = room.len();
            let read = ready!(this.reader.as_mut().poll_read(cx, room));
            let count = read
                .and_then(|count| check(count, most))
                .inspect_err(|_| *this.stage = Stage::Done)?;
            *this.end += count;
            if count == 0 {
                *this.stage = Stage::Ending;
            }
            *this.is_new = count > 0;
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

/// Moves what is kept to the front and sees to it that there is room behind it.
fn make_room(buffer: &mut Vec<u8>, start: &mut usize, end: &mut usize) {
    if *start > 0 {
        buffer.copy_within(*start..*end, 0);
        *end -= *start;
        *start = 0;
    }
    if buffer.len() == *end {
        // Twice as much each time, so that a long frame is not copied again at every step.
        buffer.resize(*end + STEP.max(*end), 0);
    }
}

/// Refuses a count that cannot be true.
fn check(count: usize, most: usize) -> io::Result<usize> {
    if count <= most {
        return Ok(count);
    }
    let message = format!("{count} bytes are said to have been read, where {most} could");
    Err(io::Error::new(io::ErrorKind::InvalidData, message))
}

impl<R: AsyncRead, C: Decode> FusedStream for FramedRead<R, C> {
    fn is_terminated(&self) -> bool {
        self.stage == Stage::Done
    }
}

impl<R, C: fmt::Debug> fmt::Debug for FramedRead<R, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FramedRead")
            .field("codec", &self.codec)
            .field("buffered", &(self.end - self.start))
            .field("stage", &self.stage)
            .finish_non_exhaustive()
    }
}
