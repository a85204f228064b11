//! HTTPS on any runtime: hyper's server and client over [`crate::tls`], HTTP/2 where both sides have it.

use std::{
    error::Error,
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use anyrt::{
    Runtime,
    io::FuturesIo,
    net::{TcpConnectOptions, connect_host},
};
use anyrt_hyper::{
    client::{ClientIo, builder},
    server::Server,
};
use axum::Router;
use futures_rustls::{
    client::TlsStream,
    pki_types::ServerName,
    rustls::{ClientConfig, ServerConfig},
};
use http::Uri;
use hyper_util::client::legacy::Client;
use tower_service::Service;

use crate::tls;

/// Serves `router` over TLS until `shutdown` is ready. The settings offer `h2` and `http/1.1` by ALPN.
///
/// # Errors
///
/// Those of [`Server::serve_with`].
///
/// # Cancel safety
///
/// Lossy, as [`Server::serve_with`].
pub async fn serve<R: Runtime>(
    rt: R,
    listener: R::TcpListener,
    mut config: ServerConfig,
    router: Router,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let config = Arc::new(config);
    let handshake = |stream| tls::accept(config.clone(), stream);
    Server::new(rt)
        .serve_with(listener, handshake, router, shutdown)
        .await
}

/// Makes a client with a pool for `https` addresses.
pub fn client<R, B>(rt: R, mut config: ClientConfig) -> Client<HttpsConnector<R>, B>
where
    R: Runtime,
    B: http_body::Body<Data: Send> + Send,
{
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let config = Arc::new(config);
    builder(rt.clone()).build(HttpsConnector { rt, config })
}

/// Connects, and shakes hands.
#[derive(Debug, Clone)]
pub struct HttpsConnector<R> {
    rt: R,
    config: Arc<ClientConfig>,
}

type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

impl<R: Runtime> Service<Uri> for HttpsConnector<R> {
    type Response = ClientIo<FuturesIo<TlsStream<R::TcpStream>>>;
    type Error = Box<dyn Error + Send + Sync>;
    type Future = Boxed<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, address: Uri) -> Self::Future {
        let Self { rt, config } = self.clone();
        Box::pin(async move {
            let host = address.host().ok_or("the address names no host")?;
            let host = host.trim_matches(['[', ']']);
            let name = ServerName::try_from(host.to_owned())?;
            let port = address.port_u16().unwrap_or(443);
            let options = TcpConnectOptions::new().nodelay(true);
            let stream = connect_host(&rt, host, port, &options).await?;
            let stream = tls::connect(config, name, stream).await?;
            let (_, session) = stream.get_ref().get_ref();
            let is_h2 = session.alpn_protocol() == Some(b"h2");
            Ok(ClientIo::new(stream).negotiated_h2(is_h2))
        })
    }
}
