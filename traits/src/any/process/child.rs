use std::{
    fmt, io,
    process::ExitStatus,
    task::{Context, Poll},
};

use super::{AnyChildInput, AnyChildOutput};
use crate::{any::mirror::debug_by_name, process::Child};

/// The program that an [`AnyRuntime`](crate::AnyRuntime) has started.
pub struct AnyChild {
    inner: Box<dyn DynChild>,
    stdin: Option<AnyChildInput>,
    stdout: Option<AnyChildOutput>,
    stderr: Option<AnyChildOutput>,
}

/// The object-safe mirror of [`Child`], without the pipes.
trait DynChild: Unpin + Send + Sync {
    fn number(&self) -> Option<u32>;
    fn wait(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<ExitStatus>>;
    fn has_ended(&mut self) -> io::Result<Option<ExitStatus>>;
    fn stop(&mut self) -> io::Result<()>;
}

impl<C: Child + Send + Sync> DynChild for C {
    fn number(&self) -> Option<u32> {
        self.id()
    }

    fn wait(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<ExitStatus>> {
        self.poll_wait(cx)
    }

    fn has_ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.try_wait()
    }

    fn stop(&mut self) -> io::Result<()> {
        self.kill()
    }
}

impl AnyChild {
    pub(super) fn new<C>(mut child: C) -> Self
    where
        C: Child<Stdin: Send + Sync, Stdout: Send + Sync, Stderr: Send + Sync>
            + Send
            + Sync
            + 'static,
    {
        Self {
            stdin: child.stdin().take().map(AnyChildInput::new),
            stdout: child.stdout().take().map(AnyChildOutput::new),
            stderr: child.stderr().take().map(AnyChildOutput::new),
            inner: Box::new(child),
        }
    }
}

#[deny(clippy::missing_trait_methods)]
impl Child for AnyChild {
    type Stdin = AnyChildInput;
    type Stdout = AnyChildOutput;
    type Stderr = AnyChildOutput;

    fn id(&self) -> Option<u32> {
        self.inner.number()
    }

    fn stdin(&mut self) -> &mut Option<AnyChildInput> {
        &mut self.stdin
    }

    fn stdout(&mut self) -> &mut Option<AnyChildOutput> {
        &mut self.stdout
    }

    fn stderr(&mut self) -> &mut Option<AnyChildOutput> {
        &mut self.stderr
    }

    fn poll_wait(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<ExitStatus>> {
        self.inner.wait(cx)
    }

    fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
        self.inner.has_ended()
    }

    fn kill(&mut self) -> io::Result<()> {
        self.inner.stop()
    }
}

debug_by_name!(AnyChild);
