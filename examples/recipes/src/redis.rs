//! The client of the crate `redis` on any runtime.
//!
//! It takes any stream with tokio's I/O traits, and gives its driver back as a future to spawn. Its own time
//! limits are turned off, since it would look for a runtime that it knows: limit the time of a request where it
//! is made.

use std::net::SocketAddr;

use anyrt::{Runtime, net::TcpConnectOptions, task::JoinHandle};
use anyrt_combinators::io::ToTokio;
use redis::{AsyncConnectionConfig, RedisConnectionInfo, RedisResult, aio::MultiplexedConnection};

/// Connects to the server at `address`. Clones of the connection share it.
///
/// # Errors
///
/// Those of the connection and of the first exchange.
///
/// # Cancel safety
///
/// Lossy: a connection half made is closed.
pub async fn connect<R: Runtime>(
    rt: &R,
    address: SocketAddr,
) -> RedisResult<MultiplexedConnection> {
    let options = TcpConnectOptions::new().nodelay(true);
    let stream = rt.tcp_connect(address, &options).await?;
    let config = AsyncConnectionConfig::new()
        .set_response_timeout(None)
        .set_connection_timeout(None);
    let settings = RedisConnectionInfo::default();
    let (connection, driver) =
        MultiplexedConnection::new_with_config(&settings, ToTokio::new(stream), config).await?;
    rt.spawn(driver).detach();
    Ok(connection)
}
