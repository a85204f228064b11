use std::{
    io,
    num::NonZeroUsize,
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::io::{AsyncRead, AsyncWrite};

use super::CopySide;

/// The size of a buffer, unless another was asked for.
pub(super) const DEFAULT_SIZE: NonZeroUsize = NonZeroUsize::new(8 * 1024).expect("it is not zero");

/// How many reads and writes are made in one poll before others get a turn.
const BUDGET: usize = 256;

/// Moves bytes from a reader to a writer, through one buffer.
#[derive(Debug)]
pub(super) struct Pump {
    size: NonZeroUsize,
    /// Empty until the first poll.
    buffer: Box<[u8]>,
    /// What was read and not yet written is `buffer[start..end]`.
    start: usize,
    end: usize,
    /// Something was written since the last flush.
    is_dirty: bool,
    stage: Stage,
    read: u64,
    written: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Copying,
    /// The reader has ended, and the writer has to flush or close.
    Ending,
    Done,
}

/// What is done with the writer when the reader has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AtEnd {
    Flush,
    Close,
}

type Failure = (CopySide, io::Error);

impl Pump {
    pub(super) fn new() -> Self {
        Self {
            size: DEFAULT_SIZE,
            buffer: Box::default(),
            start: 0,
            end: 0,
            is_dirty: false,
            stage: Stage::Copying,
            read: 0,
            written: 0,
        }
    }

    /// Sets the size of the buffer; one that is in use keeps its size.
    pub(super) const fn set_size(&mut self, size: NonZeroUsize) {
        self.size = size;
    }

    pub(super) const fn read(&self) -> u64 {
        self.read
    }

    pub(super) const fn written(&self) -> u64 {
        self.written
    }

    /// Tells whether the reader has ended.
    pub(super) fn has_ended(&self) -> bool {
        self.stage != Stage::Copying
    }

    pub(super) fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    /// Copies until the reader has ended and the writer is flushed or closed.
    pub(super) fn poll<R: AsyncRead, W: AsyncWrite>(
        &mut self,
        cx: &mut Context<'_>,
        mut reader: Pin<&mut R>,
        mut writer: Pin<&mut W>,
        at_end: AtEnd,
    ) -> Poll<Result<(), Failure>> {
        let mut left = BUDGET;
        loop {
            while self.start < self.end && left > 0 {
                left -= 1;
                ready!(self.poll_write(cx, writer.as_mut())).map_err(write_side)?;
            }
            if left == 0 {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            match self.stage {
                Stage::Copying => {
                    left -= 1;
                    if self
                        .poll_read(cx, reader.as_mut())
                        .map_err(read_side)?
                        .is_pending()
                    {
                        if self.is_dirty {
                            ready!(writer.as_mut().poll_flush(cx)).map_err(write_side)?;
                            self.is_dirty = false;
                        }
                        return Poll::Pending;
                    }
                }
                Stage::Ending => {
                    let ended = match at_end {
                        AtEnd::Flush => writer.as_mut().poll_flush(cx),
                        AtEnd::Close => writer.as_mut().poll_close(cx),
                    };
                    ready!(ended).map_err(write_side)?;
                    self.stage = Stage::Done;
                }
                Stage::Done => return Poll::Ready(Ok(())),
            }
        }
    }

    /// Writes some of what was read.
    fn poll_write<W: AsyncWrite>(
        &mut self,
        cx: &mut Context<'_>,
        writer: Pin<&mut W>,
    ) -> Poll<io::Result<()>> {
        let bytes = &self.buffer[self.start..self.end];
        let count = ready!(writer.poll_write(cx, bytes))?;
        if count == 0 {
            return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
        }
        check(count, bytes.len())?;
        self.start += count;
        self.written += count as u64;
        self.is_dirty = true;
        Poll::Ready(Ok(()))
    }

    /// Fills the buffer, which is empty, or notes the end.
    fn poll_read<R: AsyncRead>(
        &mut self,
        cx: &mut Context<'_>,
        reader: Pin<&mut R>,
    ) -> Poll<io::Result<()>> {
        if self.buffer.is_empty() {
            self.buffer = vec![0; self.size.get()].into_boxed_slice();
        }
        let count = ready!(reader.poll_read(cx, &mut self.buffer))?;
        check(count, self.buffer.len())?;
        (self.start, self.end) = (0, count);
        self.read += count as u64;
        if count == 0 {
            self.stage = Stage::Ending;
        }
        Poll::Ready(Ok(()))
    }
}

/// Refuses a count that cannot be true.
fn check(count: usize, most: usize) -> io::Result<()> {
    if count <= most {
        return Ok(());
    }
    let message = format!("{count} bytes are said to have moved, where {most} could");
    Err(io::Error::new(io::ErrorKind::InvalidData, message))
}

const fn read_side(error: io::Error) -> Failure {
    (CopySide::Read, error)
}

const fn write_side(error: io::Error) -> Failure {
    (CopySide::Write, error)
}
