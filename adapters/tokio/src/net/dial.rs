use std::{
    fmt, io,
    marker::PhantomData,
    net::SocketAddr,
    os::fd::{AsFd, BorrowedFd},
    path::Path,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use anyrt_adapter_kit::{
    life::Lifetime,
    socket::{Connect, Dial, connect_tcp, connect_unix},
};
use anyrt_traits::net::TcpConnectOptions;
use socket2::Socket;
use tokio::io::Interest;

use super::{TcpStream, UnixStream};
use crate::shared::Shared;

/// How a connecting socket of kind `S` is registered with tokio.
struct TokioDial<S> {
    shared: Arc<Shared>,
    kind: PhantomData<fn() -> S>,
}

impl<S> TokioDial<S> {
    fn new(shared: &Arc<Shared>) -> Self {
        let shared = shared.clone();
        let kind = PhantomData;
        Self { shared, kind }
    }
}

impl<S> fmt::Debug for TokioDial<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokioDial").finish_non_exhaustive()
    }
}

macro_rules! dial {
    ($stream:ident, $std:ty, $tokio:ty) => {
        impl Dial for TokioDial<$stream> {
            type Stream = $stream;

            fn register(&self, socket: Socket) -> io::Result<$stream> {
                let _context = self.shared.open()?;
                let stream = <$tokio>::from_std(<$std>::from(socket))?;
                Ok(<$stream>::new_in(stream, &self.shared.lifetime))
            }

            fn lifetime(&self) -> &Lifetime {
                &self.shared.lifetime
            }

            fn poll_connected(
                &self,
                stream: &$stream,
                cx: &mut Context<'_>,
                check: fn(BorrowedFd<'_>) -> io::Result<bool>,
            ) -> Poll<io::Result<()>> {
                loop {
                    self.shared.check()?;
                    ready!(stream.get_ref().poll_write_ready(cx))?;
                    // To report that it would block is how tokio is told of a spurious event; what comes
                    // during the check is not lost.
                    let connected = || match check(stream.as_fd())? {
                        true => Ok(()),
                        false => Err(io::ErrorKind::WouldBlock.into()),
                    };
                    match stream.get_ref().try_io(Interest::WRITABLE, connected) {
                        Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                        result => return Poll::Ready(result),
                    }
                }
            }
        }
    };
}

dial!(TcpStream, std::net::TcpStream, tokio::net::TcpStream);
dial!(
    UnixStream,
    std::os::unix::net::UnixStream,
    tokio::net::UnixStream
);

/// The future of a TCP connection.
///
/// # Cancel safety
///
/// Cancel safe: the connection half made is closed.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct TcpConnect(Connect<TokioDial<TcpStream>>);

impl TcpConnect {
    pub(crate) fn new(shared: &Arc<Shared>, addr: SocketAddr, options: &TcpConnectOptions) -> Self {
        Self(connect_tcp(TokioDial::new(shared), addr, options))
    }
}

impl Future for TcpConnect {
    type Output = io::Result<TcpStream>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx)
    }
}

/// The future of a connection to a Unix socket.
///
/// # Cancel safety
///
/// Cancel safe: the connection half made is closed.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct UnixConnect(Connect<TokioDial<UnixStream>>);

impl UnixConnect {
    pub(crate) fn new(shared: &Arc<Shared>, path: &Path) -> Self {
        Self(connect_unix(TokioDial::new(shared), path))
    }
}

impl Future for UnixConnect {
    type Output = io::Result<UnixStream>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx)
    }
}
