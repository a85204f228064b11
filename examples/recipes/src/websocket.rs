//! WebSockets on any runtime: `async-tungstenite` takes our streams as they are.

use anyrt::{
    Runtime,
    io::{ByteRead, ByteWrite},
    net::{TcpConnectOptions, connect_host},
};
use async_tungstenite::{
    WebSocketStream, accept_async, client_async,
    tungstenite::{Error, client::IntoClientRequest},
};

/// Connects to a `ws` address.
///
/// # Errors
///
/// Those of the look-up, of the connection and of the handshake.
///
/// # Cancel safety
///
/// Runs on: a look-up that has begun ends on its own thread. A connection half made is closed.
pub async fn connect<R: Runtime>(
    rt: &R,
    address: &str,
) -> Result<WebSocketStream<R::TcpStream>, Error> {
    let request = address.into_client_request()?;
    let host = request.uri().host().unwrap_or_default();
    let port = request.uri().port_u16().unwrap_or(80);
    let options = TcpConnectOptions::new().nodelay(true);
    let stream = connect_host(rt, host.trim_matches(['[', ']']), port, &options).await?;
    let (socket, _response) = client_async(request, stream).await?;
    Ok(socket)
}

/// Answers a client that wants a WebSocket.
///
/// # Errors
///
/// Those of the stream and of the handshake.
///
/// # Cancel safety
///
/// Lossy: the stream is closed.
pub async fn accept<S>(stream: S) -> Result<WebSocketStream<S>, Error>
where
    S: ByteRead + ByteWrite + Unpin,
{
    accept_async(stream).await
}
