use std::{
    fmt, io,
    marker::PhantomData,
    net::SocketAddr,
    os::fd::{AsFd, BorrowedFd},
    path::Path,
    task::{Context, Poll, ready},
};

use anyrt_traits::net::TcpConnectOptions;
use async_io::Async;
use socket2::Socket;

use super::{Stream, TcpStream, UnixStream};
use crate::{
    life::Lifetime,
    socket::{Connect, Dial, connect_tcp, connect_unix},
};

/// How a connecting socket is registered with async-io.
pub struct AsyncIoDial<S> {
    lifetime: Lifetime,
    kind: PhantomData<fn() -> S>,
}

/// The future of a TCP connection on async-io.
pub type TcpConnect = Connect<AsyncIoDial<TcpStream>>;
/// The future of a connection to a Unix socket on async-io.
pub type UnixConnect = Connect<AsyncIoDial<UnixStream>>;

impl<S> AsyncIoDial<S> {
    fn new(lifetime: &Lifetime) -> Self {
        let lifetime = lifetime.clone();
        let kind = PhantomData;
        Self { lifetime, kind }
    }
}

impl AsyncIoDial<TcpStream> {
    /// Connects to a TCP address.
    ///
    /// # Errors
    ///
    /// The future gives what the system says, or that the runtime has shut down.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the connection half made is closed.
    #[must_use]
    pub fn connect(
        addr: SocketAddr,
        options: &TcpConnectOptions,
        lifetime: &Lifetime,
    ) -> TcpConnect {
        connect_tcp(Self::new(lifetime), addr, options)
    }
}

impl AsyncIoDial<UnixStream> {
    /// Connects to the Unix socket at `path`.
    ///
    /// # Errors
    ///
    /// The future gives what the system says, or that the runtime has shut down.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the connection half made is closed.
    #[must_use]
    pub fn connect(path: &Path, lifetime: &Lifetime) -> UnixConnect {
        connect_unix(Self::new(lifetime), path)
    }
}

impl<T: AsFd + From<Socket> + Send + Sync + 'static> Dial for AsyncIoDial<Stream<T>> {
    type Stream = Stream<T>;

    fn register(&self, socket: Socket) -> io::Result<Stream<T>> {
        Stream::new(Async::new_nonblocking(T::from(socket))?, &self.lifetime)
    }

    fn lifetime(&self) -> &Lifetime {
        &self.lifetime
    }

    fn poll_connected(
        &self,
        stream: &Stream<T>,
        cx: &mut Context<'_>,
        check: fn(BorrowedFd<'_>) -> io::Result<bool>,
    ) -> Poll<io::Result<()>> {
        loop {
            self.lifetime.check()?;
            // Async-io does not tell of every event for which it has woken, so the socket is asked first.
            if check(stream.as_fd())? {
                return Poll::Ready(Ok(()));
            }
            ready!(stream.connection.0.poll_writable(cx))?;
        }
    }
}

impl<S> fmt::Debug for AsyncIoDial<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncIoDial").finish_non_exhaustive()
    }
}
