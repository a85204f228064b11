use std::io;

use super::{Resolve, TcpConnectOptions, TcpNet};

/// Connects to a host by name: looks its addresses up and tries them in order until one answers.
///
/// # Errors
///
/// Those of the look-up, or of the last address tried.
///
/// # Cancel safety
///
/// Runs on: a look-up that has begun ends on its own thread. A connection half made is closed.
pub async fn connect_host<R: TcpNet + Resolve>(
    rt: &R,
    host: &str,
    port: u16,
    options: &TcpConnectOptions,
) -> io::Result<R::TcpStream> {
    let mut last_error = None;
    for address in rt.resolve(host, port).await? {
        match rt.tcp_connect(address, options).await {
            Ok(stream) => return Ok(stream),
            Err(error) => last_error = Some(error),
        }
    }
    Err(last_error
        .unwrap_or_else(|| io::Error::new(io::ErrorKind::NotFound, "the host has no address")))
}
