use std::{
    fmt, io,
    pin::Pin,
    sync::{Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use crate::pool::{Pool, Running};

type Work<T> = Box<dyn FnOnce() -> io::Result<T> + Send>;

/// An operation on the file system, which begins with its first poll.
///
/// # Errors
///
/// Those of the operation; also that the runtime has shut down.
///
/// # Cancel safety
///
/// Runs on: an operation that has begun ends on its own thread, its result unseen.
#[must_use = "futures do nothing unless polled"]
pub struct FsOperation<P: Pool, T: Send + 'static> {
    pool: P,
    state: State<P, T>,
}

enum State<P: Pool, T: Send + 'static> {
    /// The lock is what makes this `Sync`; it is never taken.
    Idle(Mutex<Work<T>>),
    Running(Running<P, io::Result<T>>),
    Done,
}

impl<P: Pool, T: Send + 'static> FsOperation<P, T> {
    /// Makes the operation that `work` does, on a thread of `pool`.
    pub fn new(pool: &P, work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Self {
        Self {
            pool: pool.clone(),
            state: State::Idle(Mutex::new(Box::new(work))),
        }
    }
}

impl<P: Pool, T: Send + 'static> Unpin for FsOperation<P, T> {}

impl<P: Pool, T: Send + 'static> Future for FsOperation<P, T> {
    type Output = io::Result<T>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        loop {
            match &mut this.state {
                State::Idle(_) => {
                    this.pool.lifetime().check()?;
                    if let State::Idle(work) = std::mem::replace(&mut this.state, State::Done) {
                        let work = work.into_inner().unwrap_or_else(PoisonError::into_inner);
                        this.state = State::Running(this.pool.spawn_blocking(work));
                    }
                }
                State::Running(handle) => {
                    let result = ready!(Pin::new(handle).poll(cx));
                    this.state = State::Done;
                    return Poll::Ready(result.unwrap_or_else(|error| Err(error.into())));
                }
                State::Done => {
                    let told = "the operation has given its result already";
                    return Poll::Ready(Err(io::Error::other(told)));
                }
            }
        }
    }
}

impl<P: Pool, T: Send + 'static> fmt::Debug for FsOperation<P, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FsOperation").finish_non_exhaustive()
    }
}
