use std::{
    fmt,
    io::{self, IoSliceMut},
    mem,
    net::{SocketAddr, UdpSocket},
    os::fd::{AsFd, BorrowedFd},
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use anyrt_traits::net::{Interest, Readiness, ReadySource, Waiter};
use quinn::{
    AsyncUdpSocket, UdpPoller,
    udp::{RecvMeta, Transmit, UdpSocketState},
};

/// A UDP socket that is registered with a runtime, with what quinn knows of its system.
pub(crate) struct Socket<S> {
    source: S,
    state: UdpSocketState,
    local_addr: SocketAddr,
    /// Where the endpoint's driver waits, the one task that receives.
    receiver: Mutex<Waiter>,
}

impl<S: ReadySource> Socket<S> {
    pub(crate) fn new<R>(rt: &R, socket: UdpSocket) -> io::Result<Self>
    where
        R: Readiness<Source = S>,
    {
        Ok(Self {
            state: UdpSocketState::new((&socket).into())?,
            local_addr: socket.local_addr()?,
            source: rt.register(socket.into())?,
            receiver: Mutex::default(),
        })
    }

    /// Lends the receiver's waiter, outside of the lock.
    fn with_receiver<T>(&self, receive: impl FnOnce(&mut Waiter) -> T) -> T {
        let mut waiter = self.replace(Waiter::default());
        let result = receive(&mut waiter);
        drop(self.replace(waiter));
        result
    }

    fn replace(&self, waiter: Waiter) -> Waiter {
        let mut place = self.receiver.lock().unwrap_or_else(PoisonError::into_inner);
        mem::replace(&mut *place, waiter)
    }
}

impl<S: ReadySource + Send + Sync + 'static> AsyncUdpSocket for Socket<S> {
    fn create_io_poller(self: Arc<Self>) -> Pin<Box<dyn UdpPoller>> {
        Box::pin(Poller {
            socket: self,
            waiter: Waiter::default(),
        })
    }

    fn try_send(&self, transmit: &Transmit<'_>) -> io::Result<()> {
        self.source
            .try_io(Interest::Writable, |fd: BorrowedFd<'_>| {
                self.state.send((&fd).into(), transmit)
            })
    }

    fn poll_recv(
        &self,
        cx: &mut Context<'_>,
        bufs: &mut [IoSliceMut<'_>],
        meta: &mut [RecvMeta],
    ) -> Poll<io::Result<usize>> {
        self.with_receiver(|waiter| {
            self.source
                .poll_io(cx, waiter, Interest::Readable, |fd: BorrowedFd<'_>| {
                    self.state.recv((&fd).into(), bufs, meta)
                })
        })
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.local_addr)
    }

    fn max_transmit_segments(&self) -> usize {
        self.state.max_gso_segments()
    }

    fn max_receive_segments(&self) -> usize {
        self.state.gro_segments()
    }

    fn may_fragment(&self) -> bool {
        self.state.may_fragment()
    }
}

impl<S: AsFd> fmt::Debug for Socket<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Socket")
            .field("fd", &self.source.as_fd())
            .field("local_addr", &self.local_addr)
            .finish_non_exhaustive()
    }
}

/// Waits for room in the socket's buffer, on behalf of one connection.
struct Poller<S> {
    socket: Arc<Socket<S>>,
    waiter: Waiter,
}

/// The socket is shared, and a waiter is no pinned thing.
impl<S> Unpin for Poller<S> {}

impl<S: ReadySource + Send + Sync + 'static> UdpPoller for Poller<S> {
    fn poll_writable(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.socket
            .source
            .poll_ready(cx, &mut this.waiter, Interest::Writable)
    }
}

impl<S: AsFd> fmt::Debug for Poller<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller")
            .field("socket", &self.socket)
            .finish_non_exhaustive()
    }
}
