//! The library: it asks a web server, over whatever TCP its runtime has.

use std::io;
use std::time::Duration;

use anyrt::combinators::time::timeout;
use anyrt::net::{TcpConnectOptions, connect_host};
use anyrt::prelude::*;
use futures_util::io::{AsyncReadExt, AsyncWriteExt};

/// How long the whole may take.
const LIMIT: Duration = Duration::from_secs(30);

/// How many bytes of an answer are read at most.
const LONGEST: u64 = 64 * 1024;

/// Asks a host for the head of its first page, and returns the answer.
///
/// # Errors
///
/// Those of the look-up and of the connection, and [`io::ErrorKind::TimedOut`] after 30 seconds.
///
/// # Cancel safety
///
/// Runs on: a look-up that has begun ends on its own thread. A connection is closed.
pub(crate) async fn ask<R: Runtime>(rt: R, host: String, port: u16) -> io::Result<String> {
    let talk = async {
        let mut stream = connect_host(&rt, &host, port, &TcpConnectOptions::new()).await?;
        let request = format!("HEAD / HTTP/1.0\r\nHost: {host}\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        stream.flush().await?;
        let mut answer = Vec::new();
        stream.take(LONGEST).read_to_end(&mut answer).await?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    };
    timeout(&rt, LIMIT, talk).await?
}
