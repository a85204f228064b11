use std::{
    collections::VecDeque,
    error::Error,
    fmt, io,
    net::{IpAddr, SocketAddr},
    pin::{Pin, pin},
    task::{Context, Poll},
    time::Duration,
};

use anyrt_traits::{
    Runtime,
    net::{TcpConnectOptions, TcpStream},
};
use http::Uri;
use tower_service::Service;

use super::ClientIo;

/// Connects to the host of an address over TCP, on any runtime.
///
/// The scheme decides on the port where the address has none: 443 for `https` and `wss`, otherwise 80. The
/// addresses of a name are tried in order, each for its share of the time that is left. Nothing is encrypted, and so
/// `https` and `wss` are refused: a connector for TLS, which calls this one first and wraps the stream, says
/// otherwise by [`enforce_http`](Self::enforce_http).
///
/// Small writes go out at once, unless [`nodelay`](Self::nodelay) says otherwise. A connection may take 30
/// seconds to come about, name resolution included, unless [`connect_timeout`](Self::connect_timeout) does.
///
/// # Cancel safety
///
/// Runs on: a look-up that has begun ends on its own thread. A connection half made is closed.
#[derive(Debug, Clone)]
pub struct Connector<R> {
    rt: R,
    timeout: Option<Duration>,
    nodelay: bool,
    enforces_http: bool,
}

impl<R> Connector<R> {
    /// Takes the runtime to connect on.
    pub const fn new(rt: R) -> Self {
        Self {
            rt,
            timeout: Some(Duration::from_secs(30)),
            nodelay: true,
            enforces_http: true,
        }
    }

    /// Sets whether schemes that promise encryption are refused, as they are unless set.
    #[must_use]
    pub const fn enforce_http(mut self, enforces_http: bool) -> Self {
        self.enforces_http = enforces_http;
        self
    }

    /// Sets how long connecting may take, `None` for as long as the system has patience.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into();
        self
    }

    /// Sets whether small writes go out at once.
    #[must_use]
    pub const fn nodelay(mut self, nodelay: bool) -> Self {
        self.nodelay = nodelay;
        self
    }
}

impl<R: Runtime> Connector<R> {
    /// Connects to the host of an address.
    ///
    /// # Errors
    ///
    /// [`ConnectError`], if the address names no host, its scheme promises encryption, the host has no address,
    /// none of its addresses answers, or the time is over.
    ///
    /// # Cancel safety
    ///
    /// Runs on: a look-up that has begun ends on its own thread. A connection half made is closed.
    pub async fn connect(self, address: Uri) -> Result<ClientIo<R::TcpStream>, ConnectError> {
        let (host, port) = host_and_port(&address)?;
        let scheme = address.scheme_str().unwrap_or_default();
        if self.enforces_http && matches!(scheme, "https" | "wss") {
            let text = format!("{scheme} needs a connector for TLS");
            return Err(ConnectError {
                host: format!("{host}:{port}"),
                cause: Some(io::Error::new(io::ErrorKind::InvalidInput, text)),
            });
        }
        let connected = self.reach(host, port);
        let prepared = connected.await.and_then(|stream| {
            stream.set_nodelay(self.nodelay)?;
            Ok(stream)
        });
        let stream = prepared.map_err(|cause| ConnectError {
            host: format!("{host}:{port}"),
            cause: Some(cause),
        })?;
        let peer: io::Result<SocketAddr> = stream.peer_addr();
        let io = ClientIo::new(stream);
        Ok(match peer {
            Ok(peer) => io.peer(peer),
            Err(_) => io,
        })
    }
}

impl<R: Runtime> Connector<R> {
    /// Connects to the first address that answers. One that does not takes its share of the time, no more.
    async fn reach(&self, host: &str, port: u16) -> io::Result<R::TcpStream> {
        let start = self.rt.now();
        let left = || {
            let gone = self.rt.now().saturating_duration_since(start);
            self.timeout.map(|timeout| timeout.saturating_sub(gone))
        };
        let options = TcpConnectOptions::new();
        let addresses = within(&self.rt, left(), self.rt.resolve(host, port)).await?;
        let mut addresses = addresses.into_iter().collect::<VecDeque<_>>();
        let mut last = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
        while let Some(address) = addresses.pop_front() {
            let others = u32::try_from(addresses.len()).unwrap_or(u32::MAX);
            let share = left().map(|left| left / others.saturating_add(1));
            match within(&self.rt, share, self.rt.tcp_connect(address, &options)).await {
                Ok(stream) => return Ok(stream),
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

async fn within<R: Runtime, T>(
    rt: &R,
    timeout: Option<Duration>,
    work: impl Future<Output = io::Result<T>>,
) -> io::Result<T> {
    let mut work = pin!(work);
    let Some(timeout) = timeout else {
        return work.await;
    };
    let mut sleep = pin!(rt.sleep(timeout));
    std::future::poll_fn(|cx| {
        if let Poll::Ready(done) = work.as_mut().poll(cx) {
            return Poll::Ready(done);
        }
        let over = || {
            let text = format!("no connection within {timeout:?}");
            Err(io::Error::new(io::ErrorKind::TimedOut, text))
        };
        sleep.as_mut().poll(cx).map(|()| over())
    })
    .await
}

/// Returns what to look up: an address of version 6 stands in brackets.
fn host_and_port(address: &Uri) -> Result<(&str, u16), ConnectError> {
    let host = address.host().filter(|host| !host.is_empty());
    let host = host.ok_or_else(|| ConnectError {
        host: address.to_string(),
        cause: None,
    })?;
    let port = address
        .port_u16()
        .unwrap_or_else(|| match address.scheme_str() {
            Some("https" | "wss") => 443,
            _ => 80,
        });
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .filter(|host| host.parse::<IpAddr>().is_ok());
    Ok((bare.unwrap_or(host), port))
}

impl<R: Runtime> Service<Uri> for Connector<R> {
    type Response = ClientIo<R::TcpStream>;
    type Error = ConnectError;
    type Future = Connecting<R>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), ConnectError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, address: Uri) -> Connecting<R> {
        Connecting {
            inner: Box::pin(self.clone().connect(address)),
        }
    }
}

/// The future of a [`Connector`].
///
/// # Errors
///
/// Those of [`Connector::connect`].
///
/// # Cancel safety
///
/// Runs on: a look-up that has begun ends on its own thread. A connection half made is closed.
#[must_use = "futures do nothing unless polled"]
pub struct Connecting<R: Runtime> {
    inner: Boxed<Result<ClientIo<R::TcpStream>, ConnectError>>,
}

type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

impl<R: Runtime> Future for Connecting<R> {
    type Output = Result<ClientIo<R::TcpStream>, ConnectError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.inner.as_mut().poll(cx)
    }
}

impl<R: Runtime> fmt::Debug for Connecting<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connecting").finish_non_exhaustive()
    }
}

/// Says which host was not connected to, and why.
#[derive(Debug)]
pub struct ConnectError {
    host: String,
    cause: Option<io::Error>,
}

impl ConnectError {
    /// Returns what the system or the resolver said; `None` if the address names no host.
    #[must_use]
    pub const fn cause(&self) -> Option<&io::Error> {
        self.cause.as_ref()
    }
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Some(cause) => write!(f, "cannot connect to {}: {cause}", self.host),
            None => write!(f, "there is no host in {:?}", self.host),
        }
    }
}

impl Error for ConnectError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause
            .as_ref()
            .map(|cause| cause as &(dyn Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_decides_on_the_port() {
        let found = |text: &str| {
            let address: Uri = text.parse().expect("an address");
            host_and_port(&address)
                .map(|(host, port)| (host.to_owned(), port))
                .map_err(|error| error.to_string())
        };
        assert_eq!(found("http://a.test/x"), Ok(("a.test".to_owned(), 80)));
        assert_eq!(found("https://a.test/x"), Ok(("a.test".to_owned(), 443)));
        assert_eq!(found("ws://[::1]:9/"), Ok(("::1".to_owned(), 9)));
        let error = found("/path").expect_err("there is no host");
        assert!(error.contains("no host"), "{error}");
    }
}
