use std::{io, net::SocketAddr};

use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::{
    Request,
    client::conn::http2::{Builder, SendRequest},
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;

/// A connection of HTTP/2, by hyper on tokio.
pub(super) struct Client {
    sender: SendRequest<Empty<Bytes>>,
}

/// Starts the tasks of hyper on this thread.
#[derive(Clone)]
struct Local;

impl<F: Future + 'static> hyper::rt::Executor<F> for Local {
    fn execute(&self, future: F) {
        tokio::task::spawn_local(async move {
            future.await;
        });
    }
}

impl Client {
    pub(super) async fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = Builder::new(Local)
            .timer(TokioTimer::new())
            .initial_connection_window_size(16 << 20)
            .initial_stream_window_size(4 << 20)
            .handshake(TokioIo::new(stream))
            .await
            .map_err(io::Error::other)?;
        tokio::task::spawn_local(async move {
            connection.await.ok();
        });
        Ok(Self { sender })
    }

    /// Asks once.
    pub(super) async fn ask(&self, path: &str) -> io::Result<()> {
        let request = Request::get(format!("http://localhost{path}"))
            .body(Empty::new())
            .map_err(io::Error::other)?;
        let response = self.sender.clone().send_request(request).await;
        let mut body = response.map_err(io::Error::other)?.into_body();
        while let Some(frame) = body.frame().await {
            frame.map_err(io::Error::other)?;
        }
        Ok(())
    }
}
