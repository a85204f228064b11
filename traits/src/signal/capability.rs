use std::io;

use futures_core::Stream;

use super::SignalKind;

/// Tells of signals.
///
/// Registering a signal replaces what it does by default, such as ending the process, for good: dropping
/// the stream does not bring that back. Handlers that others have installed run as before.
pub trait Signal {
    /// The arrivals of one signal, as [`signal`](Signal::signal) gives them.
    ///
    /// Each stream of the process hears of every arrival from its registration on, also before it is
    /// polled first. Arrivals that come quicker than they are taken may be told as one. It ends with the
    /// runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: an arrival is taken only in the poll that tells it.
    type Signals: Stream<Item = ()> + Unpin + 'static;

    /// Listens for a signal.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidInput`] for a signal that cannot be listened for (`SIGKILL`, `SIGSTOP`,
    /// and those that tell of a fault of the program, such as `SIGSEGV`) or that there is none of; what
    /// the system says; also after the runtime's shutdown.
    fn signal(&self, kind: SignalKind) -> io::Result<Self::Signals>;

    /// Listens for Ctrl-C.
    ///
    /// # Errors
    ///
    /// What the system says; also after the runtime's shutdown.
    fn ctrl_c(&self) -> io::Result<Self::Signals>;
}

/// [`Signal`] whose streams may move between threads.
///
/// Implemented for every type that qualifies.
pub trait SendSignal: Signal<Signals: Send + Sync> + Send + Sync {}

impl<T> SendSignal for T where T: Signal<Signals: Send + Sync> + Send + Sync + ?Sized {}
