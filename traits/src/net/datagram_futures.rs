use std::{
    fmt, io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use super::{DatagramSocket, Received, RecvMode, Waiter};

/// Sends and receives datagrams by awaiting.
///
/// Implemented for every [`DatagramSocket`]. Any number of tasks may send and receive at once.
pub trait DatagramSocketExt: DatagramSocket {
    /// Receives one datagram into `buf` and tells its sender, and whether it was cut.
    ///
    /// # Errors
    ///
    /// Those of [`DatagramSocket::poll_recv_from`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: no datagram is lost.
    fn recv_from<'a>(&'a self, buf: &'a mut [u8]) -> RecvFrom<'a, Self> {
        RecvFrom(Receive::new(self, buf))
    }

    /// Receives one datagram into `buf` and gives its length, cut to that of `buf`.
    ///
    /// # Errors
    ///
    /// Those of [`DatagramSocket::poll_recv_from`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: no datagram is lost.
    fn recv<'a>(&'a self, buf: &'a mut [u8]) -> Recv<'a, Self> {
        Recv(Receive::new(self, buf))
    }

    /// Copies the next datagram into `buf` without taking it.
    ///
    /// # Errors
    ///
    /// Those of [`DatagramSocket::poll_recv_from`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing is taken in any case.
    fn peek_from<'a>(&'a self, buf: &'a mut [u8]) -> PeekFrom<'a, Self> {
        PeekFrom(Receive::new(self, buf))
    }

    /// Sends `buf` as one datagram to `target`.
    ///
    /// # Errors
    ///
    /// Those of [`DatagramSocket::poll_send_to`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the datagram was sent if and only if the future was ready.
    fn send_to<'a>(&'a self, buf: &'a [u8], target: Self::Addr) -> SendTo<'a, Self>
    where
        Self: Sized,
    {
        SendTo {
            socket: self,
            waiter: Waiter::new(),
            buf,
            target,
        }
    }

    /// Sends `buf` as one datagram to the peer that the socket is connected to.
    ///
    /// # Errors
    ///
    /// Those of [`DatagramSocket::poll_send_to`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the datagram was sent if and only if the future was ready.
    fn send<'a>(&'a self, buf: &'a [u8]) -> SendConnected<'a, Self> {
        SendConnected {
            socket: self,
            waiter: Waiter::new(),
            buf,
        }
    }
}

impl<S: DatagramSocket + ?Sized> DatagramSocketExt for S {}

#[derive(Debug)]
struct Receive<'a, S: ?Sized> {
    socket: &'a S,
    waiter: Waiter,
    buf: &'a mut [u8],
}

impl<'a, S: DatagramSocket + ?Sized> Receive<'a, S> {
    const fn new(socket: &'a S, buf: &'a mut [u8]) -> Self {
        Self {
            socket,
            waiter: Waiter::new(),
            buf,
        }
    }

    fn poll(
        &mut self,
        cx: &mut Context<'_>,
        mode: RecvMode,
    ) -> Poll<io::Result<Received<S::Addr>>> {
        self.socket
            .poll_recv_from(cx, &mut self.waiter, self.buf, mode)
    }
}

/// The future of [`DatagramSocketExt::recv_from`].
///
/// # Cancel safety
///
/// Cancel safe: no datagram is lost.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct RecvFrom<'a, S: ?Sized>(Receive<'a, S>);

impl<S: DatagramSocket + ?Sized> Future for RecvFrom<'_, S> {
    type Output = io::Result<Received<S::Addr>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().0.poll(cx, RecvMode::Take)
    }
}

/// The future of [`DatagramSocketExt::recv`].
///
/// # Cancel safety
///
/// Cancel safe: no datagram is lost.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Recv<'a, S: ?Sized>(Receive<'a, S>);

impl<S: DatagramSocket + ?Sized> Future for Recv<'_, S> {
    type Output = io::Result<usize>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let received = ready!(self.get_mut().0.poll(cx, RecvMode::Take))?;
        Poll::Ready(Ok(received.len))
    }
}

/// The future of [`DatagramSocketExt::peek_from`].
///
/// # Cancel safety
///
/// Cancel safe: no datagram is lost.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct PeekFrom<'a, S: ?Sized>(Receive<'a, S>);

impl<S: DatagramSocket + ?Sized> Future for PeekFrom<'_, S> {
    type Output = io::Result<Received<S::Addr>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().0.poll(cx, RecvMode::Peek)
    }
}

/// The future of [`DatagramSocketExt::send_to`].
///
/// # Cancel safety
///
/// Cancel safe: the datagram was sent if and only if the future was ready.
#[must_use = "futures do nothing unless polled"]
pub struct SendTo<'a, S: DatagramSocket> {
    socket: &'a S,
    waiter: Waiter,
    buf: &'a [u8],
    target: S::Addr,
}

impl<S: DatagramSocket> Unpin for SendTo<'_, S> {}

impl<S: DatagramSocket> Future for SendTo<'_, S> {
    type Output = io::Result<usize>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        this.socket
            .poll_send_to(cx, &mut this.waiter, this.buf, Some(&this.target))
    }
}

impl<S: DatagramSocket> fmt::Debug for SendTo<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendTo").finish_non_exhaustive()
    }
}

/// The future of [`DatagramSocketExt::send`].
///
/// # Cancel safety
///
/// Cancel safe: the datagram was sent if and only if the future was ready.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct SendConnected<'a, S: ?Sized> {
    socket: &'a S,
    waiter: Waiter,
    buf: &'a [u8],
}

impl<S: DatagramSocket + ?Sized> Future for SendConnected<'_, S> {
    type Output = io::Result<usize>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        this.socket
            .poll_send_to(cx, &mut this.waiter, this.buf, None)
    }
}
