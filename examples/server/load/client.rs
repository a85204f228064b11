//! A connection to the server.

use std::io;
use std::net::SocketAddr;

use anyrt::net::TcpConnectOptions;
use anyrt::prelude::*;
use futures_util::io::{AsyncReadExt, AsyncWriteExt};

/// A client that is connected.
pub(crate) struct Client<R: Runtime> {
    pub(super) rt: R,
    pub(super) stream: R::TcpStream,
}

impl<R: Runtime> Client<R> {
    /// Connects.
    pub(crate) async fn connect(rt: &R, server: SocketAddr) -> io::Result<Self> {
        let options = TcpConnectOptions::new().nodelay(true);
        let stream = rt.tcp_connect(server, &options).await?;
        let rt = rt.clone();
        Ok(Self { rt, stream })
    }

    /// Sends a line, or a part of one.
    pub(crate) async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await
    }

    /// Waits for the answer to a line.
    ///
    /// # Errors
    ///
    /// Also if it is another than the line itself, which is [`io::ErrorKind::InvalidData`].
    pub(crate) async fn receive(&mut self, line: &[u8]) -> io::Result<()> {
        let mut answer = vec![0; line.len()];
        self.stream.read_exact(&mut answer).await?;
        if answer == line {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&answer);
        let message = format!("the answer is {text:?}");
        Err(io::Error::new(io::ErrorKind::InvalidData, message))
    }

    /// Sends a line and waits for the answer.
    pub(crate) async fn ask(&mut self, line: &[u8]) -> io::Result<()> {
        self.send(line).await?;
        self.receive(line).await
    }
}
