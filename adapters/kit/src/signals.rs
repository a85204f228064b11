//! Signals, by a socket that a handler writes to.

use std::{
    fmt, io,
    os::{fd::OwnedFd, unix::net::UnixStream},
    pin::Pin,
    task::{Context, Poll},
};

use anyrt_traits::{
    net::{Interest, Readiness, ReadySource, Waiter},
    signal::SignalKind,
};
use futures_core::Stream;
use rustix::process::Signal;
use signal_hook::{SigId, consts::FORBIDDEN, low_level};

/// The arrivals of one signal; see [`Signal`](anyrt_traits::signal::Signal).
///
/// # Cancel safety
///
/// Cancel safe: an arrival is taken only in the poll that tells it.
#[must_use = "streams do nothing unless polled"]
pub struct Signals<S> {
    source: S,
    waiter: Waiter,
    /// What the handler is known by.
    id: SigId,
}

impl<S: ReadySource> Signals<S> {
    /// Listens for the signal.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidInput`] for a signal that cannot be listened for, what the system says, or
    /// that the runtime has shut down.
    pub fn new(reactor: &impl Readiness<Source = S>, kind: SignalKind) -> io::Result<Self> {
        let number = number_of(kind)?;
        let (ear, bell) = UnixStream::pair()?;
        let source = reactor.register(OwnedFd::from(ear))?;
        let id = low_level::pipe::register(number, bell)?;
        Ok(Self {
            source,
            waiter: Waiter::new(),
            id,
        })
    }
}

/// Returns the number that the platform gives the signal.
fn number_of(kind: SignalKind) -> io::Result<i32> {
    let number = match kind {
        SignalKind::Alarm => Signal::ALARM.as_raw(),
        SignalKind::Child => Signal::CHILD.as_raw(),
        SignalKind::Hangup => Signal::HUP.as_raw(),
        SignalKind::Interrupt => Signal::INT.as_raw(),
        SignalKind::Pipe => Signal::PIPE.as_raw(),
        SignalKind::Quit => Signal::QUIT.as_raw(),
        SignalKind::Terminate => Signal::TERM.as_raw(),
        SignalKind::User1 => Signal::USR1.as_raw(),
        SignalKind::User2 => Signal::USR2.as_raw(),
        SignalKind::WindowChange => Signal::WINCH.as_raw(),
        SignalKind::Raw(number) => number,
        other => return Err(invalid(&format!("{other:?} is not known here"))),
    };
    if FORBIDDEN.contains(&number) {
        return Err(invalid(&format!("signal {number} cannot be listened for")));
    }
    if number <= 0 {
        return Err(invalid(&format!("there is no signal {number}")));
    }
    Ok(number)
}

fn invalid(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message)
}

impl<S: ReadySource + Unpin> Stream for Signals<S> {
    type Item = ();

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<()>> {
        let this = self.get_mut();
        this.source
            .poll_io(cx, &mut this.waiter, Interest::Readable, |fd| {
                Ok(rustix::io::read(fd, &mut [0; 64])?)
            })
            .map(|read| matches!(read, Ok(1..)).then_some(()))
    }
}

impl<S> Drop for Signals<S> {
    fn drop(&mut self) {
        low_level::unregister(self.id);
    }
}

impl<S> fmt::Debug for Signals<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signals").finish_non_exhaustive()
    }
}
