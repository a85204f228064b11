//! TLS over any stream of any runtime: rustls through `futures-rustls`, with no code between them.
//!
//! Closing such a stream sends a `close_notify` and then closes the writing side below, and the reading side
//! goes on: a peer may answer after that. A peer whose stream ends without a `close_notify` was cut off, and
//! reads tell so with [`io::ErrorKind::UnexpectedEof`].

use std::{io, sync::Arc};

use anyrt::io::{ByteRead, ByteWrite, FuturesIo};
use futures_rustls::{
    TlsAcceptor, TlsConnector, client, pki_types::ServerName, rustls::ClientConfig,
    rustls::ServerConfig, server,
};

/// Shakes hands as a client with the server called `name`.
///
/// # Errors
///
/// Those of the stream; [`io::ErrorKind::InvalidData`] if the server is not who it should be, or the two do not
/// agree.
///
/// # Cancel safety
///
/// Lossy: the stream is closed.
pub async fn connect<S>(
    config: Arc<ClientConfig>,
    name: ServerName<'static>,
    stream: S,
) -> io::Result<FuturesIo<client::TlsStream<S>>>
where
    S: ByteRead + ByteWrite + Unpin,
{
    let stream = TlsConnector::from(config).connect(name, stream).await?;
    // rustls puts the buffers of a vectored write into one record.
    Ok(FuturesIo::vectored(stream))
}

/// Shakes hands as a server.
///
/// # Errors
///
/// Those of the stream; [`io::ErrorKind::InvalidData`] if the client does not speak TLS, or the two do not
/// agree.
///
/// # Cancel safety
///
/// Lossy: the stream is closed.
pub async fn accept<S>(
    config: Arc<ServerConfig>,
    stream: S,
) -> io::Result<FuturesIo<server::TlsStream<S>>>
where
    S: ByteRead + ByteWrite + Unpin,
{
    let stream = TlsAcceptor::from(config).accept(stream).await?;
    Ok(FuturesIo::vectored(stream))
}
