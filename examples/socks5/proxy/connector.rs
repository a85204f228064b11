//! The part itself.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use anyrt::Runtime;
use anyrt::net::{TcpConnectOptions, TcpListenOptions, TcpNet};

use super::credentials::Credentials;
use super::error::ProxyError;
use super::handshake::connect_through;

/// Opens TCP connections through a proxy, and listens without it.
///
/// It is the `tcp` part of a runtime: `rt.to_builder().tcp(Socks5::new(rt, ..)).build()`. A connection is
/// one of the inner runtime's, to the proxy, which passes its bytes on: `peer_addr` is the proxy's
/// address. The options of a connection hold for the way to the proxy. Names do not come here: they are
/// looked up before, by the runtime's `Resolve`.
///
/// The proxy may take as long as it likes; a caller that does not want to wait puts a
/// [`timeout`](anyrt::combinators::time::timeout) around the connection as around every other.
#[derive(Clone, Debug)]
pub(crate) struct Socks5<R> {
    inner: R,
    proxy: SocketAddr,
    credentials: Option<Arc<Credentials>>,
}

impl<R: Runtime> Socks5<R> {
    /// Connects by the proxy at `proxy`, which `inner` connects to.
    ///
    /// The credentials are shown only to a proxy that asks for them.
    pub(crate) fn new(inner: R, proxy: SocketAddr, credentials: Option<Credentials>) -> Self {
        Self {
            inner,
            proxy,
            credentials: credentials.map(Arc::new),
        }
    }
}

impl<R: Runtime> TcpNet for Socks5<R> {
    type TcpStream = R::TcpStream;
    type TcpConnect = Pin<Box<dyn Future<Output = io::Result<R::TcpStream>> + Send>>;
    type TcpListener = R::TcpListener;

    /// Connects to `addr`, by asking the proxy to.
    ///
    /// # Errors
    ///
    /// A [`ProxyError`] inside an [`io::Error`]: the proxy cannot be reached, or breaks off, or speaks
    /// something else, or refuses. What it says of `addr` has the kind that a direct connection would
    /// have given, such as [`io::ErrorKind::ConnectionRefused`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the connection to the proxy is closed, wherever the two are in their talk.
    fn tcp_connect(&self, addr: SocketAddr, options: &TcpConnectOptions) -> Self::TcpConnect {
        let connect = self.inner.tcp_connect(self.proxy, options);
        let credentials = self.credentials.clone();
        Box::pin(async move {
            let mut stream = connect.await.map_err(ProxyError::Unreachable)?;
            connect_through(&mut stream, addr, credentials.as_deref()).await?;
            Ok(stream)
        })
    }

    fn tcp_listen(
        &self,
        addr: SocketAddr,
        options: &TcpListenOptions,
    ) -> io::Result<R::TcpListener> {
        self.inner.tcp_listen(addr, options)
    }
}
