use std::{
    fmt, io,
    os::fd::OwnedFd,
    process::{self, ExitStatus},
    task::{Context, Poll, ready},
};

use anyrt_traits::{
    net::{Readiness, ReadySource},
    process::Command,
};

use super::{ReadPipe, WritePipe, end::End, reaper::reap};
use crate::pool::Pool;

/// A program that runs; see [`process::Child`](anyrt_traits::process::Child).
pub struct Child<R: Readiness> {
    reactor: R,
    /// `None` once it is handed to the reaper.
    inner: Option<process::Child>,
    status: Option<ExitStatus>,
    end: Option<End<R::Source>>,
    kill_on_drop: bool,
    stdin: Option<WritePipe<R::Source>>,
    stdout: Option<ReadPipe<R::Source>>,
    stderr: Option<ReadPipe<R::Source>>,
}

impl<R: Readiness + Pool> Child<R> {
    /// Starts the program that `command` describes, whose pipes and whose end `reactor` waits for.
    ///
    /// # Errors
    ///
    /// What the system says; also that the runtime has shut down.
    pub fn spawn(reactor: &R, command: &mut Command) -> io::Result<Self> {
        reactor.lifetime().check()?;
        let kill_on_drop = command.is_killed_on_drop();
        let inner = command.as_std_mut().spawn()?;
        // From here on it is reaped, and killed if that is wanted, whatever fails.
        let mut child = Self {
            reactor: reactor.clone(),
            inner: Some(inner),
            status: None,
            end: None,
            kill_on_drop,
            stdin: None,
            stdout: None,
            stderr: None,
        };
        if let Err(error) = child.register_pipes() {
            child.kill_on_drop = true;
            return Err(error);
        }
        Ok(child)
    }

    fn register_pipes(&mut self) -> io::Result<()> {
        let Some(inner) = &mut self.inner else {
            return Ok(());
        };
        let register = |fd: OwnedFd| self.reactor.register(fd);
        let (stdin, stdout, stderr) = (
            inner.stdin.take().map(OwnedFd::from),
            inner.stdout.take().map(OwnedFd::from),
            inner.stderr.take().map(OwnedFd::from),
        );
        self.stdin = stdin.map(register).transpose()?.map(WritePipe::new);
        self.stdout = stdout.map(register).transpose()?.map(ReadPipe::new);
        self.stderr = stderr.map(register).transpose()?.map(ReadPipe::new);
        Ok(())
    }
}

impl<R: Readiness> Child<R> {
    fn ask(&mut self) -> io::Result<Option<ExitStatus>> {
        if self.status.is_none()
            && let Some(inner) = &mut self.inner
        {
            self.status = inner.try_wait()?;
        }
        Ok(self.status)
    }
}

impl<R> anyrt_traits::process::Child for Child<R>
where
    R: Readiness<Source: ReadySource + Unpin> + Pool,
{
    type Stdin = WritePipe<R::Source>;
    type Stdout = ReadPipe<R::Source>;
    type Stderr = ReadPipe<R::Source>;

    fn id(&self) -> Option<u32> {
        match (self.status, &self.inner) {
            (None, Some(inner)) => Some(inner.id()),
            _ => None,
        }
    }

    fn stdin(&mut self) -> &mut Option<Self::Stdin> {
        &mut self.stdin
    }

    fn stdout(&mut self) -> &mut Option<Self::Stdout> {
        &mut self.stdout
    }

    fn stderr(&mut self) -> &mut Option<Self::Stderr> {
        &mut self.stderr
    }

    fn poll_wait(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<ExitStatus>> {
        self.reactor.lifetime().check()?;
        if let Some(status) = self.ask()? {
            return Poll::Ready(Ok(status));
        }
        let Some(inner) = &mut self.inner else {
            return Poll::Pending;
        };
        let lifetime = self.reactor.lifetime();
        let end = match &mut self.end {
            Some(end) => end,
            none => none.insert(End::of(inner, &self.reactor, lifetime)?),
        };
        let status = ready!(end.poll(cx, lifetime, || inner.try_wait()))?;
        self.status = Some(status);
        self.end = None;
        Poll::Ready(Ok(status))
    }

    fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
        self.ask()
    }

    fn kill(&mut self) -> io::Result<()> {
        match (self.ask()?, &mut self.inner) {
            (None, Some(inner)) => inner.kill(),
            _ => Ok(()),
        }
    }
}

impl<R: Readiness> Unpin for Child<R> {}

impl<R: Readiness> Drop for Child<R> {
    fn drop(&mut self) {
        if let Some(mut inner) = self.inner.take()
            && self.status.is_none()
        {
            if self.kill_on_drop {
                // Where it cannot be killed it has ended, or is not ours to kill.
                inner.kill().ok();
            }
            reap(inner);
        }
    }
}

impl<R: Readiness> fmt::Debug for Child<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Child")
            .field("id", &self.inner.as_ref().map(process::Child::id))
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
