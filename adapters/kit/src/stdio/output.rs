use std::{
    fmt,
    io::{self, IoSlice, Write},
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll},
};

use anyrt_traits::io::{AsyncWrite, ByteWrite};

use crate::{
    pool::Pool,
    write_behind::{Target, WriteBehind},
};

/// The standard output, or the standard error, written to on the threads of `P`.
pub struct StandardStream<P: Pool, T: Which> {
    pool: P,
    writes: WriteBehind<Locked<T>>,
}

/// The standard output.
pub type Stdout<P> = StandardStream<P, io::Stdout>;
/// The standard error.
pub type Stderr<P> = StandardStream<P, io::Stderr>;

/// One of the two streams.
pub trait Which: Send + Sync + 'static {
    /// Writes all of `bytes`, apart from everybody else of this process, and flushes.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn write_apart(bytes: &[u8]) -> io::Result<()>;
}

impl Which for io::Stdout {
    fn write_apart(bytes: &[u8]) -> io::Result<()> {
        let mut stream = io::stdout().lock();
        stream.write_all(bytes)?;
        stream.flush()
    }
}

impl Which for io::Stderr {
    fn write_apart(bytes: &[u8]) -> io::Result<()> {
        io::stderr().lock().write_all(bytes)
    }
}

/// The stream as a target.
struct Locked<T>(PhantomData<fn() -> T>);

impl<T: Which> Target for Locked<T> {
    fn write(&self, _rewind: u64, bytes: &[u8]) -> io::Result<()> {
        T::write_apart(bytes)
    }
}

impl<P: Pool, T: Which> StandardStream<P, T> {
    /// Makes a handle.
    #[must_use]
    pub fn new(pool: &P) -> Self {
        Self {
            pool: pool.clone(),
            writes: WriteBehind::new(Locked(PhantomData)),
        }
    }
}

impl<P: Pool, T: Which> AsyncWrite for StandardStream<P, T> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        if buf.is_empty() {
            return Poll::Ready(Ok(0));
        }
        let this = self.get_mut();
        this.writes
            .poll_accept(&this.pool, cx, 0, &[IoSlice::new(buf)])
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if bufs.iter().all(|buf| buf.is_empty()) {
            return Poll::Ready(Ok(0));
        }
        let this = self.get_mut();
        this.writes.poll_accept(&this.pool, cx, 0, bufs)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.writes.poll_written(&this.pool, cx)
    }

    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(cx)
    }
}

impl<P: Pool, T: Which> ByteWrite for StandardStream<P, T> {
    fn is_write_vectored(&self) -> bool {
        true
    }
}

impl<P: Pool, T: Which> fmt::Debug for StandardStream<P, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StandardStream").finish_non_exhaustive()
    }
}
