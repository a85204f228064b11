use std::{
    io,
    task::{Context, Poll},
};

use super::Waiter;

/// Sends and receives datagrams through a shared reference, for any number of tasks at once.
///
/// Callers use the futures of [`DatagramSocketExt`](super::DatagramSocketExt).
///
/// Implementers must serve every waiter, and must leave idle waiters asleep.
pub trait DatagramSocket {
    /// What an address is.
    type Addr;

    /// Receives one datagram into `buf`; what does not fit is lost, and the result says so.
    ///
    /// # Errors
    ///
    /// What the system says, such as [`io::ErrorKind::ConnectionRefused`] for an earlier send on a
    /// connected socket; also after the runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a datagram is taken only in the poll that returns it.
    fn poll_recv_from(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        buf: &mut [u8],
        mode: RecvMode,
    ) -> Poll<io::Result<Received<Self::Addr>>>;

    /// Sends `buf` as one datagram to `target`, or to the connected peer if that is `None`.
    ///
    /// # Errors
    ///
    /// What the system says, such as [`io::ErrorKind::NotConnected`]; also after the runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the datagram is sent only in the poll that is ready.
    fn poll_send_to(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        buf: &[u8],
        target: Option<&Self::Addr>,
    ) -> Poll<io::Result<usize>>;
}

/// Says what becomes of a datagram that is received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a datagram stays in the queue or does not; implementers match on it"
)]
pub enum RecvMode {
    /// It is taken from the queue.
    Take,
    /// It stays at the head of the queue.
    Peek,
}

/// Tells what was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Received<A> {
    /// How many bytes of the buffer were filled.
    pub len: usize,
    /// Who sent the datagram.
    pub addr: A,
    /// Whether the datagram was longer than the buffer, its end being lost.
    pub truncated: bool,
}

impl<A> Received<A> {
    /// Tells that `len` bytes came from `addr`, and whether there were more.
    pub const fn new(len: usize, addr: A, truncated: bool) -> Self {
        Self {
            len,
            addr,
            truncated,
        }
    }
}
