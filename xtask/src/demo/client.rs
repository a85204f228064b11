//! A blocking client, one command at a time: prepares, verifies, shuts down.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use super::resp;
use crate::failure::{Failure, Outcome};

/// How long a single command may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// One connection.
#[derive(Debug)]
pub(crate) struct Client {
    stream: TcpStream,
    received: Vec<u8>,
}

impl Client {
    /// Connects.
    ///
    /// # Errors
    ///
    /// Fails when nobody accepts.
    pub(crate) fn connect(server: SocketAddr) -> Outcome<Self> {
        let connect = || {
            let stream = TcpStream::connect_timeout(&server, PATIENCE)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            Ok(stream)
        };
        let stream = connect().map_err(|error: std::io::Error| {
            Failure::new(format!("cannot connect to {server}: {error}"))
        })?;
        Ok(Self {
            stream,
            received: Vec::new(),
        })
    }

    /// Sends a command and returns the bytes of its reply.
    ///
    /// # Errors
    ///
    /// Fails when the connection ends, or no reply comes in time.
    pub(crate) fn call(&mut self, words: &[&[u8]]) -> Outcome<Vec<u8>> {
        let name = String::from_utf8_lossy(words.first().copied().unwrap_or_default()).into_owned();
        let failed = |how: &str| Failure::new(format!("{name}: {how}"));
        let mut request = Vec::new();
        resp::command(&mut request, words);
        self.stream
            .write_all(&request)
            .map_err(|error| failed(&error.to_string()))?;
        loop {
            if let Some(length) =
                resp::reply_length(&self.received).map_err(|error| failed(&error))?
            {
                return Ok(self.received.drain(..length).collect());
            }
            let mut buffer = [0; 4096];
            match self
                .stream
                .read(&mut buffer)
                .map_err(|error| failed(&error.to_string()))?
            {
                0 => return Err(failed("the server closed the connection")),
                read => self.received.extend_from_slice(&buffer[..read]),
            }
        }
    }

    /// Sends a command and compares its reply.
    ///
    /// # Errors
    ///
    /// Fails when the reply is another.
    pub(crate) fn expect(&mut self, words: &[&[u8]], expected: &[u8]) -> Outcome {
        let reply = self.call(words)?;
        if reply == expected {
            return Ok(());
        }
        let command: Vec<_> = words
            .iter()
            .map(|word| String::from_utf8_lossy(word))
            .collect();
        let (reply, expected) = (resp::shown(&reply), resp::shown(expected));
        Err(Failure::new(format!(
            "{}: the reply is {reply}, expected {expected}",
            command.join(" ")
        )))
    }
}
