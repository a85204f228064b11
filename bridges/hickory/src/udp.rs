use std::{
    fmt, io, mem,
    net::SocketAddr,
    sync::{Mutex, PoisonError},
    task::{Context, Poll},
};

use anyrt_traits::net::{RecvMode, UdpSocket, Waiter};
use async_trait::async_trait;
use hickory_net::runtime::DnsUdpSocket;

use crate::AnyrtTime;

/// A UDP socket as hickory wants it: each direction has one task that waits.
pub struct DnsUdp<S> {
    socket: S,
    receiver: Mutex<Waiter>,
    sender: Mutex<Waiter>,
}

impl<S> DnsUdp<S> {
    pub(crate) fn new(socket: S) -> Self {
        Self {
            socket,
            receiver: Mutex::default(),
            sender: Mutex::default(),
        }
    }

    /// Returns the socket by reference.
    pub const fn get_ref(&self) -> &S {
        &self.socket
    }
}

/// Nothing in it is pinned.
impl<S> Unpin for DnsUdp<S> {}

/// Lends the waiter, outside of the lock.
fn lend<T>(place: &Mutex<Waiter>, wait: impl FnOnce(&mut Waiter) -> T) -> T {
    let replace = |waiter| {
        let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
        mem::replace(&mut *place, waiter)
    };
    let mut waiter = replace(Waiter::default());
    let result = wait(&mut waiter);
    drop(replace(waiter));
    result
}

#[async_trait]
impl<S: UdpSocket + Send + Sync> DnsUdpSocket for DnsUdp<S> {
    type Time = AnyrtTime;

    fn poll_recv_from(
        &self,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<(usize, SocketAddr)>> {
        lend(&self.receiver, |waiter| {
            self.socket
                .poll_recv_from(cx, waiter, buf, RecvMode::Take)
                .map_ok(|received| (received.len, received.addr))
        })
    }

    fn poll_send_to(
        &self,
        cx: &mut Context<'_>,
        buf: &[u8],
        target: SocketAddr,
    ) -> Poll<io::Result<usize>> {
        lend(&self.sender, |waiter| {
            self.socket.poll_send_to(cx, waiter, buf, Some(&target))
        })
    }
}

impl<S> fmt::Debug for DnsUdp<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DnsUdp").finish_non_exhaustive()
    }
}
