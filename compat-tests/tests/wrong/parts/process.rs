use std::{
    io, mem,
    pin::Pin,
    process::ExitStatus,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Waker},
};

use anyrt_traits::{
    AnyRuntime,
    any::{AnyChild, AnyChildInput, AnyChildOutput},
    io::{AsyncRead, ByteRead, ReadCursor},
    process::{Child, Command, Process},
};

use super::relay::Relay;
use crate::fault::Fault;

pub(crate) struct WrongProcess {
    pub(crate) rt: AnyRuntime,
    pub(crate) fault: Fault,
}

impl Process for WrongProcess {
    type Child = WrongChild;

    fn spawn_child(&self, command: &mut Command) -> io::Result<WrongChild> {
        let mut inner = self.rt.spawn_child(command)?;
        let turn = Arc::new(Turn {
            is_over: AtomicBool::new(inner.stdout().is_none() || self.fault != Fault::OutputFirst),
            waiting: Relay::default(),
        });
        let pipe = |inner, is_first| WrongOutput {
            inner,
            is_first,
            turn: turn.clone(),
        };
        Ok(WrongChild {
            stdout: inner.stdout().take().map(|inner| pipe(inner, true)),
            stderr: inner.stderr().take().map(|inner| pipe(inner, false)),
            inner: Some(inner),
            fault: self.fault,
        })
    }
}

/// Whether it is the turn of the second pipe.
struct Turn {
    is_over: AtomicBool,
    waiting: Relay,
}

pub(crate) struct WrongChild {
    /// There until it is dropped.
    inner: Option<AnyChild>,
    stdout: Option<WrongOutput>,
    stderr: Option<WrongOutput>,
    fault: Fault,
}

impl WrongChild {
    const fn child(&mut self) -> &mut AnyChild {
        self.inner.as_mut().expect("it is not dropped")
    }
}

impl Child for WrongChild {
    type Stdin = AnyChildInput;
    type Stdout = WrongOutput;
    type Stderr = WrongOutput;

    fn id(&self) -> Option<u32> {
        self.inner.as_ref().and_then(Child::id)
    }

    fn stdin(&mut self) -> &mut Option<AnyChildInput> {
        self.child().stdin()
    }

    fn stdout(&mut self) -> &mut Option<WrongOutput> {
        &mut self.stdout
    }

    fn stderr(&mut self) -> &mut Option<WrongOutput> {
        &mut self.stderr
    }

    fn poll_wait(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<ExitStatus>> {
        self.child().poll_wait(cx)
    }

    fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
        self.child().try_wait()
    }

    fn kill(&mut self) -> io::Result<()> {
        self.child().kill()
    }
}

impl Drop for WrongChild {
    fn drop(&mut self) {
        if self.fault == Fault::LeavesZombies {
            mem::forget(self.inner.take());
        }
    }
}

pub(crate) struct WrongOutput {
    inner: AnyChildOutput,
    is_first: bool,
    turn: Arc<Turn>,
}

impl WrongOutput {
    fn poll_turn(&self, waker: &Waker) -> Poll<()> {
        if self.is_first || self.turn.is_over.load(Ordering::Acquire) {
            return Poll::Ready(());
        }
        self.turn.waiting.put(waker);
        Poll::Pending
    }

    fn end(&self) {
        self.turn.is_over.store(true, Ordering::Release);
        if let Some(waker) = self.turn.waiting.take() {
            waker.wake();
        }
    }
}

impl AsyncRead for WrongOutput {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        if self.poll_turn(cx.waker()).is_pending() {
            return Poll::Pending;
        }
        let polled = Pin::new(&mut self.inner).poll_read(cx, buf);
        if matches!(polled, Poll::Ready(Ok(0))) {
            self.end();
        }
        polled
    }
}

impl ByteRead for WrongOutput {
    fn poll_read_uninit(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        if self.poll_turn(cx.waker()).is_pending() {
            return Poll::Pending;
        }
        let before = cursor.filled_len();
        let polled = Pin::new(&mut self.inner).poll_read_uninit(cx, cursor);
        if polled.is_ready() && cursor.filled_len() == before {
            self.end();
        }
        polled
    }
}
