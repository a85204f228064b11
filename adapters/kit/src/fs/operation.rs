use std::{
    fmt, io, mem,
    pin::Pin,
    task::{Context, Poll, ready},
};

use crate::pool::{Pool, Running};

/// An operation on the file system, which turns an `A` into a `T` and begins with its first poll.
///
/// What it works on is a value, and what it does a function, so that nothing is allocated before it begins.
///
/// # Errors
///
/// Those of the operation; also that the runtime has shut down.
///
/// # Cancel safety
///
/// Runs on: an operation that has begun ends on its own thread, its result unseen.
#[must_use = "futures do nothing unless polled"]
pub struct FsOperation<P: Pool, A, T: Send + 'static> {
    pool: P,
    work: fn(A) -> io::Result<T>,
    state: State<P, A, T>,
}

enum State<P: Pool, A, T: Send + 'static> {
    Idle(A),
    Running(Running<P, io::Result<T>>),
    Done,
}

impl<P: Pool, A: Send + 'static, T: Send + 'static> FsOperation<P, A, T> {
    /// Makes the operation that `work` does to `on`, on a thread of `pool`.
    pub fn new(pool: &P, on: A, work: fn(A) -> io::Result<T>) -> Self {
        Self {
            pool: pool.clone(),
            work,
            state: State::Idle(on),
        }
    }
}

impl<P: Pool, A, T: Send + 'static> Unpin for FsOperation<P, A, T> {}

impl<P: Pool, A: Send + 'static, T: Send + 'static> Future for FsOperation<P, A, T> {
    type Output = io::Result<T>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let polled = match &mut this.state {
            State::Idle(_) => {
                this.pool.lifetime().check()?;
                let State::Idle(on) = mem::replace(&mut this.state, State::Done) else {
                    return Poll::Ready(Err(done()));
                };
                let work = this.work;
                let (handle, polled) = this.pool.begin(cx, move || work(on));
                this.state = State::Running(handle);
                polled
            }
            State::Running(handle) => Pin::new(handle).poll(cx),
            State::Done => return Poll::Ready(Err(done())),
        };
        let result = ready!(polled);
        this.state = State::Done;
        Poll::Ready(result.unwrap_or_else(|error| Err(error.into())))
    }
}

#[cold]
fn done() -> io::Error {
    io::Error::other("the operation has given its result already")
}

impl<P: Pool, A, T: Send + 'static> fmt::Debug for FsOperation<P, A, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FsOperation").finish_non_exhaustive()
    }
}
