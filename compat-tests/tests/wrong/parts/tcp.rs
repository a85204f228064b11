use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use anyrt_traits::{
    AnyRuntime,
    any::{AnyTcpConnect, AnyTcpReadHalf, AnyTcpStream},
    io::{ByteStream, ReuniteError},
    net::{TcpConnectOptions, TcpKeepalive, TcpListenOptions, TcpNet, TcpStream},
};

use super::{listener::WrongListener, stream::WrongStream, write_half::WrongWriteHalf};
use crate::fault::Fault;

pub(crate) struct WrongTcp {
    pub(crate) rt: AnyRuntime,
    pub(crate) fault: Fault,
}

impl TcpNet for WrongTcp {
    type TcpStream = WrongStream<AnyTcpStream>;
    type TcpConnect = WrongConnect;
    type TcpListener = WrongListener;

    fn tcp_connect(&self, addr: SocketAddr, options: &TcpConnectOptions) -> WrongConnect {
        WrongConnect {
            inner: self.rt.tcp_connect(addr, options),
            fault: self.fault,
        }
    }

    fn tcp_listen(
        &self,
        addr: SocketAddr,
        options: &TcpListenOptions,
    ) -> io::Result<WrongListener> {
        let listener = if self.fault == Fault::DefaultOptions {
            self.rt.tcp_listen(addr, &TcpListenOptions::new())
        } else {
            self.rt.tcp_listen(addr, options)
        };
        Ok(WrongListener::new(listener?, self.fault))
    }
}

pub(crate) struct WrongConnect {
    inner: AnyTcpConnect,
    fault: Fault,
}

impl Future for WrongConnect {
    type Output = io::Result<WrongStream<AnyTcpStream>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let fault = self.fault;
        Pin::new(&mut self.inner)
            .poll(cx)
            .map_ok(|stream| WrongStream::new(stream, fault))
    }
}

impl ByteStream for WrongStream<AnyTcpStream> {
    type ReadHalf = WrongStream<AnyTcpReadHalf>;
    type WriteHalf = WrongWriteHalf;

    fn into_halves(self) -> (Self::ReadHalf, WrongWriteHalf) {
        let (read, write) = self.inner.into_halves();
        (
            WrongStream::new(read, self.fault),
            WrongWriteHalf::new(write, self.fault),
        )
    }

    fn reunite(
        read: Self::ReadHalf,
        write: WrongWriteHalf,
    ) -> Result<Self, ReuniteError<Self::ReadHalf, WrongWriteHalf>> {
        let fault = read.fault;
        AnyTcpStream::reunite(read.inner, write.into_inner())
            .map(|stream| Self::new(stream, fault))
            .map_err(|error| ReuniteError {
                read: WrongStream::new(error.read, fault),
                write: WrongWriteHalf::new(error.write, fault),
            })
    }
}

impl TcpStream for WrongStream<AnyTcpStream> {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.inner.peer_addr()
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.inner.local_addr()
    }

    fn nodelay(&self) -> io::Result<bool> {
        self.inner.nodelay()
    }

    fn set_nodelay(&self, on: bool) -> io::Result<()> {
        if self.fault == Fault::NodelayIgnored {
            return Ok(());
        }
        self.inner.set_nodelay(on)
    }

    fn ttl(&self) -> io::Result<u32> {
        self.inner.ttl()
    }

    fn set_ttl(&self, hops: u32) -> io::Result<()> {
        self.inner.set_ttl(hops)
    }

    fn linger(&self) -> io::Result<Option<Duration>> {
        self.inner.linger()
    }

    fn set_linger(&self, time: Option<Duration>) -> io::Result<()> {
        self.inner.set_linger(time)
    }

    fn keepalive(&self) -> io::Result<Option<TcpKeepalive>> {
        self.inner.keepalive()
    }

    fn set_keepalive(&self, keepalive: Option<TcpKeepalive>) -> io::Result<()> {
        self.inner.set_keepalive(keepalive)
    }

    fn recv_buffer_size(&self) -> io::Result<usize> {
        self.inner.recv_buffer_size()
    }

    fn set_recv_buffer_size(&self, bytes: usize) -> io::Result<()> {
        self.inner.set_recv_buffer_size(bytes)
    }

    fn send_buffer_size(&self) -> io::Result<usize> {
        self.inner.send_buffer_size()
    }

    fn set_send_buffer_size(&self, bytes: usize) -> io::Result<()> {
        self.inner.set_send_buffer_size(bytes)
    }
}
