use std::{fmt, io, time::Duration};

use super::{Listener, ListenerExt};
use crate::time::Timer;

const FIRST_PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// Accepts connections for as long as the listener can, whatever happens to single ones.
///
/// Made by [`ListenerExt::accept_loop`]. A connection that was aborted before it was taken is passed
/// over. When descriptors, buffers or memory are short, the loop pauses 5 ms, then twice as long at each
/// failure in a row up to one second, and goes on once the cause is gone: without the pause a loop over
/// `accept` turns a shortage into a busy loop.
///
/// # Examples
///
/// ```
/// use anyrt_traits::{Runtime, net::{ListenerExt, TcpListenOptions}, task::JoinHandle};
///
/// async fn serve<R: Runtime>(rt: R) -> std::io::Result<()> {
///     let listener = rt.tcp_listen(([127, 0, 0, 1], 0).into(), &TcpListenOptions::new())?;
///     let mut connections = listener.accept_loop(rt.clone());
///     loop {
///         let (stream, _peer) = connections.next().await?;
///         rt.spawn(async move { drop(stream) }).detach();
///     }
/// }
/// ```
pub struct AcceptLoop<'a, L: ?Sized, T> {
    listener: &'a L,
    timer: T,
    pause: Duration,
    last_error: Option<io::Error>,
}

impl<'a, L: Listener + ?Sized, T: Timer> AcceptLoop<'a, L, T> {
    pub(super) const fn new(listener: &'a L, timer: T) -> Self {
        Self {
            listener,
            timer,
            pause: FIRST_PAUSE,
            last_error: None,
        }
    }

    /// Waits for the next connection and gives it with its peer's address.
    ///
    /// # Errors
    ///
    /// Those that no waiting mends, such as the runtime's shutdown. What was passed over is told by
    /// [`last_error`](Self::last_error).
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: no connection is lost. A pause begun is begun anew at its last length.
    pub async fn next(&mut self) -> io::Result<(L::Stream, L::Addr)> {
        loop {
            let error = match self.listener.accept().await {
                Ok(connection) => {
                    self.pause = FIRST_PAUSE;
                    return Ok(connection);
                }
                Err(error) => error,
            };
            match Remedy::of(&error) {
                Remedy::GoOn => self.last_error = Some(error),
                Remedy::Pause => {
                    self.last_error = Some(error);
                    self.timer.sleep(self.pause).await;
                    self.pause = (self.pause * 2).min(LONGEST_PAUSE);
                }
                Remedy::None => return Err(error),
            }
        }
    }

    /// Takes the last error that the loop passed over, for logging.
    pub const fn last_error(&mut self) -> Option<io::Error> {
        self.last_error.take()
    }
}

/// What helps against an error of `accept`.
enum Remedy {
    /// It was about one connection, or no error at all.
    GoOn,
    /// Something is short that others may give back.
    Pause,
    None,
}

impl Remedy {
    fn of(error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::ConnectionAborted
            | Kind::ConnectionReset
            | Kind::ConnectionRefused
            | Kind::HostUnreachable
            | Kind::NetworkUnreachable
            | Kind::NetworkDown
            | Kind::Interrupted
            | Kind::WouldBlock
            | Kind::TimedOut
            | Kind::PermissionDenied => Self::GoOn,
            Kind::OutOfMemory => Self::Pause,
            _ => error
                .raw_os_error()
                .map_or(Self::None, Self::of_system_error),
        }
    }

    /// Errors that the standard library has no kind for: ENFILE, EMFILE and ENOBUFS, whose numbers are
    /// those of Linux, of the BSDs and macOS, and of Windows; EPROTO of Linux, about one connection.
    const fn of_system_error(code: i32) -> Self {
        const PROTOCOL_ERROR: i32 = 71;
        match code {
            23 | 24 => Self::Pause,
            105 if cfg!(any(target_os = "linux", target_os = "android")) => Self::Pause,
            55 if cfg!(all(
                unix,
                not(any(target_os = "linux", target_os = "android"))
            )) =>
            {
                Self::Pause
            }
            10024 | 10055 if cfg!(windows) => Self::Pause,
            PROTOCOL_ERROR if cfg!(any(target_os = "linux", target_os = "android")) => Self::GoOn,
            _ => Self::None,
        }
    }
}

impl<L: ?Sized, T> fmt::Debug for AcceptLoop<'_, L, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AcceptLoop")
            .field("pause", &self.pause)
            .field("last_error", &self.last_error)
            .finish_non_exhaustive()
    }
}
