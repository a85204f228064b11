use std::{
    collections::VecDeque,
    io,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use anyrt_traits::io::{AsyncRead, AsyncWrite, ByteWrite};

/// What a read does next.
#[derive(Debug, Clone)]
pub(crate) enum Read {
    /// Gives these bytes, in as many reads as it takes.
    Data(&'static [u8]),
    Pending,
    Fail(io::ErrorKind),
    /// Says that so many bytes were read, and reads none.
    Lie(usize),
}

/// What a write does next; when nothing is prepared, it takes everything.
#[derive(Debug, Clone)]
pub(crate) enum Write {
    /// Takes at most so many bytes.
    Take(usize),
    Pending,
    Fail(io::ErrorKind),
    /// Says that so many bytes were written, and writes none.
    Lie(usize),
}

/// A byte stream that follows a script; its reads end when the script does.
#[derive(Debug, Default)]
pub(crate) struct Wire {
    reads: VecDeque<Read>,
    pub(crate) writes: VecDeque<Write>,
    /// How many polls of a flush and of a close wait.
    pub(crate) slow_ends: usize,
    pub(crate) fails_to_flush: bool,
    pub(crate) written: Vec<u8>,
    pub(crate) calls: Vec<&'static str>,
    /// The sizes of the buffers that were read into.
    pub(crate) sizes: Vec<usize>,
    waker: Option<Waker>,
}

impl Wire {
    pub(crate) fn new(reads: impl IntoIterator<Item = Read>) -> Self {
        let reads = reads.into_iter().collect();
        Self {
            reads,
            ..Self::default()
        }
    }

    pub(crate) fn count(&self, call: &str) -> usize {
        self.calls.iter().filter(|made| **made == call).count()
    }

    /// Lets more come, and wakes whoever waits.
    pub(crate) fn push(&mut self, read: Read) {
        self.reads.push_back(read);
        self.wake();
    }

    /// Wakes whoever saw it pending last.
    pub(crate) fn wake(&mut self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    /// What the script has yet to give.
    pub(crate) fn rest(&self) -> Vec<u8> {
        let data = self.reads.iter().map(|read| match read {
            Read::Data(bytes) => *bytes,
            _ => &[],
        });
        data.flatten().copied().collect()
    }

    fn pend<T>(&mut self, cx: &Context<'_>) -> Poll<T> {
        self.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        self.sizes.push(buf.len());
        match self.reads.pop_front() {
            None => Poll::Ready(Ok(0)),
            Some(Read::Pending) => self.pend(cx),
            Some(Read::Fail(kind)) => Poll::Ready(Err(kind.into())),
            Some(Read::Lie(count)) => Poll::Ready(Ok(count)),
            Some(Read::Data(bytes)) => {
                let count = bytes.len().min(buf.len());
                buf[..count].copy_from_slice(&bytes[..count]);
                if count < bytes.len() {
                    self.reads.push_front(Read::Data(&bytes[count..]));
                }
                Poll::Ready(Ok(count))
            }
        }
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.calls.push("write");
        let count = match self.writes.pop_front() {
            None => buf.len(),
            Some(Write::Take(most)) => most.min(buf.len()),
            Some(Write::Pending) => return self.pend(cx),
            Some(Write::Fail(kind)) => return Poll::Ready(Err(kind.into())),
            Some(Write::Lie(count)) => return Poll::Ready(Ok(count)),
        };
        self.written.extend_from_slice(&buf[..count]);
        Poll::Ready(Ok(count))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.calls.push("write_vectored");
        for buf in bufs {
            self.written.extend_from_slice(buf);
        }
        Poll::Ready(Ok(bufs.iter().map(|buf| buf.len()).sum()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.calls.push("flush");
        if self.fails_to_flush {
            return Poll::Ready(Err(io::ErrorKind::StorageFull.into()));
        }
        match self.slow_ends.checked_sub(1) {
            Some(left) => {
                self.slow_ends = left;
                self.pend(cx)
            }
            None => Poll::Ready(Ok(())),
        }
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.calls.push("close");
        match self.slow_ends.checked_sub(1) {
            Some(left) => {
                self.slow_ends = left;
                self.pend(cx)
            }
            None => Poll::Ready(Ok(())),
        }
    }
}

impl ByteWrite for Wire {
    fn is_write_vectored(&self) -> bool {
        true
    }
}
