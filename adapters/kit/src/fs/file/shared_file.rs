use std::{
    fmt, fs,
    io::{self, IoSlice, IoSliceMut, SeekFrom},
    os::fd::{AsFd, BorrowedFd},
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::{
    fs::{File as FileTrait, Metadata, Permissions},
    io::{AsyncRead, AsyncSeek, AsyncWrite, ByteRead, ByteWrite, ReadCursor},
};

use super::{
    Opened, ReadAt, WriteAt,
    reader::Reader,
    request::{Answer, Request},
    requests::Requests,
};
use crate::{pool::Pool, write_behind::WriteBehind};

/// An open file, which is read and written on the threads of `P`; see
/// [`fs::File`](anyrt_traits::fs::File).
///
/// A program that reads from front to back is read ahead of, by up to 1 MiB. Up to 1 MiB of writes is
/// accepted while as much is being written.
pub struct File<P: Pool> {
    pool: P,
    reader: Reader<P>,
    writes: WriteBehind<Opened>,
    requests: Requests<P>,
}

impl<P: Pool> File<P> {
    /// Takes a file that the standard library has opened.
    #[must_use]
    pub fn new(pool: &P, file: fs::File) -> Self {
        Self::of(pool, Opened::of(file))
    }

    pub(in crate::fs) fn of(pool: &P, opened: Opened) -> Self {
        Self {
            pool: pool.clone(),
            reader: Reader::new(),
            writes: WriteBehind::new(opened),
            requests: Requests::new(),
        }
    }

    /// Returns the file as the standard library knows it, whose position is further than this one's if
    /// bytes were read ahead.
    #[must_use]
    pub fn get_ref(&self) -> &fs::File {
        self.writes.target().get()
    }

    /// Waits until what was accepted is written, and no request is under way.
    fn poll_settled(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.pool.lifetime().check()?;
        // What was asked for and dropped is over then, whatever came of it.
        drop(ready!(self.requests.poll_answer(cx)));
        self.writes.poll_written(&self.pool, cx)
    }

    /// Waits until it is known how far the position is to be taken back to be the program's.
    ///
    /// What has no position is not waited for: a read of it is of another stream than what is written, and
    /// may take for ever.
    fn poll_rewind(&mut self, cx: &mut Context<'_>) -> Poll<u64> {
        if !self.writes.target().is_seekable() {
            return Poll::Ready(0);
        }
        ready!(self.reader.poll_idle(cx));
        Poll::Ready(self.reader.ahead_of_position())
    }

    /// Reads unless there is something unread; after that there is, or it is the end of the file.
    fn poll_fill(&mut self, cx: &mut Context<'_>, size: usize) -> Poll<io::Result<()>> {
        self.pool.lifetime().check()?;
        if self.reader.unread().is_empty() {
            ready!(self.poll_settled(cx))?;
        }
        self.reader
            .poll_fill(&self.pool, self.writes.target(), cx, size)
    }

    fn poll_accept(
        &mut self,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if bufs.iter().all(|buf| buf.is_empty()) {
            return Poll::Ready(Ok(0));
        }
        drop(ready!(self.requests.poll_answer(cx)));
        let rewind = ready!(self.poll_rewind(cx));
        let accepted = ready!(self.writes.poll_accept(&self.pool, cx, rewind, bufs))?;
        if rewind > 0 {
            self.reader.forget();
        }
        Poll::Ready(Ok(accepted))
    }

    fn poll_request(
        &mut self,
        cx: &mut Context<'_>,
        request: &Request,
    ) -> Poll<io::Result<Answer>> {
        if !self.requests.is_pending(request) {
            ready!(self.poll_settled(cx))?;
            let mut rewind = 0;
            if request.needs_position() {
                rewind = ready!(self.poll_rewind(cx));
            }
            if rewind > 0 {
                self.reader.forget();
            }
            self.requests
                .begin(&self.pool, self.writes.target(), request.clone(), rewind);
        }
        let answer = ready!(self.requests.poll_answer(cx))
            .unwrap_or_else(|| Err(io::Error::other("a request has begun and is gone")));
        if let Err(error) = &answer
            && request.loses_bytes()
            && error.kind() != io::ErrorKind::InvalidInput
        {
            self.writes.fail(error);
        }
        Poll::Ready(answer)
    }

    fn poll_done(&mut self, cx: &mut Context<'_>, request: &Request) -> Poll<io::Result<()>> {
        self.poll_request(cx, request).map_ok(|_| ())
    }
}

impl<P: Pool> AsyncRead for File<P> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        self.as_mut()
            .poll_read_vectored(cx, &mut [IoSliceMut::new(buf)])
    }

    fn poll_read_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &mut [IoSliceMut<'_>],
    ) -> Poll<io::Result<usize>> {
        let room = bufs.iter().map(|buf| buf.len()).sum();
        if room == 0 {
            return Poll::Ready(Ok(0));
        }
        let this = self.get_mut();
        ready!(this.poll_fill(cx, room))?;
        let mut unread = this.reader.unread();
        let before = unread.len();
        for buf in bufs {
            let (now, later) = unread.split_at(unread.len().min(buf.len()));
            buf[..now.len()].copy_from_slice(now);
            unread = later;
        }
        let count = before - unread.len();
        this.reader.consume(count);
        Poll::Ready(Ok(count))
    }
}

impl<P: Pool> ByteRead for File<P> {
    fn poll_read_uninit(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        if cursor.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        let this = self.get_mut();
        ready!(this.poll_fill(cx, cursor.remaining()))?;
        let unread = this.reader.unread();
        let count = unread.len().min(cursor.remaining());
        cursor.put_slice(&unread[..count]);
        this.reader.consume(count);
        Poll::Ready(Ok(()))
    }
}

impl<P: Pool> AsyncWrite for File<P> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.get_mut().poll_accept(cx, &[IoSlice::new(buf)])
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.get_mut().poll_accept(cx, bufs)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.writes.poll_written(&this.pool, cx)
    }

    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(cx)
    }
}

impl<P: Pool> ByteWrite for File<P> {
    fn is_write_vectored(&self) -> bool {
        true
    }
}

impl<P: Pool> AsyncSeek for File<P> {
    fn poll_seek(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pos: SeekFrom,
    ) -> Poll<io::Result<u64>> {
        let answer = ready!(self.get_mut().poll_request(cx, &Request::Seek(pos)))?;
        Poll::Ready(match answer {
            Answer::Position(position) => Ok(position),
            _ => Err(unexpected()),
        })
    }
}

impl<P: Pool> FileTrait for File<P> {
    type ReadAt = ReadAt<P>;
    type WriteAt = WriteAt<P>;

    fn poll_sync_all(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_done(cx, &Request::SyncAll)
    }

    fn poll_sync_data(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_done(cx, &Request::SyncData)
    }

    fn poll_set_len(&mut self, cx: &mut Context<'_>, size: u64) -> Poll<io::Result<()>> {
        self.poll_done(cx, &Request::SetLen(size))
    }

    fn poll_metadata(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Metadata>> {
        let answer = ready!(self.poll_request(cx, &Request::Metadata))?;
        Poll::Ready(match answer {
            Answer::Metadata(metadata) => Ok(metadata),
            _ => Err(unexpected()),
        })
    }

    fn poll_set_permissions(
        &mut self,
        cx: &mut Context<'_>,
        permissions: &Permissions,
    ) -> Poll<io::Result<()>> {
        self.poll_done(cx, &Request::SetPermissions(permissions.clone()))
    }

    fn poll_try_clone(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Self>> {
        let answer = ready!(self.poll_request(cx, &Request::TryClone))?;
        Poll::Ready(match answer {
            Answer::File(opened) => Ok(Self::of(&self.pool, opened)),
            _ => Err(unexpected()),
        })
    }

    fn read_at(&self, buf: Vec<u8>, offset: u64) -> ReadAt<P> {
        ReadAt::new(&self.pool, self.writes.target(), buf, offset)
    }

    fn write_at(&self, buf: Vec<u8>, offset: u64) -> WriteAt<P> {
        WriteAt::new(&self.pool, self.writes.target(), buf, offset)
    }
}

#[cold]
fn unexpected() -> io::Error {
    io::Error::other("a request was answered as another one would be")
}

impl<P: Pool> AsFd for File<P> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.writes.target().as_fd()
    }
}

impl<P: Pool> fmt::Debug for File<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("File").field(self.get_ref()).finish()
    }
}
