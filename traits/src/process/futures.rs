use std::{
    fmt, io,
    pin::Pin,
    process::{ExitStatus, Output},
    task::{Context, Poll, ready},
};

use super::Child;
use crate::io::{ByteRead, ByteReadExt};

/// How often a pipe that is always full is read before other tasks have their turn.
const READS_PER_POLL: usize = 32;

/// The future of [`ChildExt::wait`](super::ChildExt::wait).
///
/// # Cancel safety
///
/// Cancel safe: the program is not affected, except that its input stays closed.
#[must_use = "futures do nothing unless polled"]
pub struct Wait<'a, C: ?Sized> {
    child: &'a mut C,
}

impl<'a, C: ?Sized> Wait<'a, C> {
    pub(super) const fn new(child: &'a mut C) -> Self {
        Self { child }
    }
}

impl<C: Child + ?Sized> Future for Wait<'_, C> {
    type Output = io::Result<ExitStatus>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        drop(self.child.stdin().take());
        self.child.poll_wait(cx)
    }
}

impl<C: ?Sized> fmt::Debug for Wait<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait").finish_non_exhaustive()
    }
}

/// The future of [`Command::status`](super::Command::status).
///
/// # Errors
///
/// What the system says; also after the runtime's shutdown.
///
/// # Cancel safety
///
/// Runs on: dropping it lets the program run, or kills it, if
/// [`Command::kill_on_drop`](super::Command::kill_on_drop) says so.
#[must_use = "futures do nothing unless polled"]
pub struct Status<C> {
    child: io::Result<C>,
}

impl<C> Status<C> {
    pub(super) const fn new(child: io::Result<C>) -> Self {
        Self { child }
    }
}

impl<C: Child> Future for Status<C> {
    type Output = io::Result<ExitStatus>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.child {
            Ok(child) => {
                drop(child.stdin().take());
                child.poll_wait(cx)
            }
            Err(error) => Poll::Ready(Err(taken(error))),
        }
    }
}

impl<C> fmt::Debug for Status<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Status").finish_non_exhaustive()
    }
}

/// The future of [`ChildExt::wait_with_output`](super::ChildExt::wait_with_output) and
/// [`Command::output`](super::Command::output).
///
/// # Errors
///
/// What the system says, first of the pipes and then of the child; also after the runtime's shutdown.
///
/// # Cancel safety
///
/// Lossy: what was read is lost. The program runs on, or is killed, if
/// [`Command::kill_on_drop`](super::Command::kill_on_drop) says so.
#[must_use = "futures do nothing unless polled"]
pub struct WaitWithOutput<C> {
    child: io::Result<C>,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
}

impl<C> WaitWithOutput<C> {
    pub(super) const fn new(child: C) -> Self {
        Self::of(Ok(child))
    }

    pub(super) const fn of(child: io::Result<C>) -> Self {
        Self {
            child,
            stdout: Vec::new(),
            stderr: Vec::new(),
        }
    }
}

impl<C: Child> Future for WaitWithOutput<C> {
    type Output = io::Result<Output>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let child = match &mut this.child {
            Ok(child) => child,
            Err(error) => return Poll::Ready(Err(taken(error))),
        };
        drop(child.stdin().take());
        // Both are polled in any case: a child that fills one pipe must not wait for the other's end.
        let stdout = drain(child.stdout(), cx, &mut this.stdout)?;
        let stderr = drain(child.stderr(), cx, &mut this.stderr)?;
        if stdout.is_pending() || stderr.is_pending() {
            return Poll::Pending;
        }
        let status = ready!(child.poll_wait(cx))?;
        Poll::Ready(Ok(Output {
            status,
            stdout: std::mem::take(&mut this.stdout),
            stderr: std::mem::take(&mut this.stderr),
        }))
    }
}

/// Reads the pipe to its end, at which it is closed.
fn drain<P: ByteRead + Unpin>(
    pipe: &mut Option<P>,
    cx: &mut Context<'_>,
    into: &mut Vec<u8>,
) -> Poll<io::Result<()>> {
    for _ in 0..READS_PER_POLL {
        let Some(reader) = pipe else {
            return Poll::Ready(Ok(()));
        };
        let mut read = reader.read_append(into);
        match ready!(Pin::new(&mut read).poll(cx)) {
            Ok(0) => *pipe = None,
            Ok(_) => {}
            Err(error) => {
                *pipe = None;
                return Poll::Ready(Err(error));
            }
        }
    }
    cx.waker().wake_by_ref();
    Poll::Pending
}

/// Takes the error of a start that failed out; later polls hear that it was told.
fn taken(error: &mut io::Error) -> io::Error {
    let told = io::Error::other("the command has failed to start, as an earlier poll has told");
    std::mem::replace(error, told)
}

impl<C> fmt::Debug for WaitWithOutput<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitWithOutput").finish_non_exhaustive()
    }
}
