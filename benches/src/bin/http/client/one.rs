use std::{io, net::SocketAddr};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A connection of HTTP/1 that knows how long each answer is, so that it costs next to nothing.
pub(super) struct Client {
    stream: TcpStream,
    request: String,
    /// The length of an answer, with its head.
    length: usize,
    buf: Vec<u8>,
}

impl Client {
    pub(super) async fn connect(address: SocketAddr, path: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let mut client = Self {
            stream,
            request: format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n"),
            length: 0,
            buf: vec![0; 256 * 1024],
        };
        client.length = client.learn().await?;
        Ok(client)
    }

    /// Asks once, and returns how long the answer is.
    async fn learn(&mut self) -> io::Result<usize> {
        self.stream.write_all(self.request.as_bytes()).await?;
        let mut answer = Vec::new();
        loop {
            if self.stream.read_buf(&mut answer).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(length) = whole(&answer) {
                // All of it, before the next is asked for.
                answer.resize(answer.len().max(length), 0);
                return Ok(length);
            }
        }
    }

    /// Asks once.
    pub(super) async fn ask(&mut self) -> io::Result<()> {
        self.stream.write_all(self.request.as_bytes()).await?;
        let mut rest = self.length;
        while rest > 0 {
            let room = rest.min(self.buf.len());
            match self.stream.read(&mut self.buf[..room]).await? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                count => rest -= count,
            }
        }
        Ok(())
    }
}

/// Returns the length of an answer, once all of it is there.
fn whole(answer: &[u8]) -> Option<usize> {
    let head = answer.windows(4).position(|end| end == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&answer[..head]).ok()?;
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_length = name.eq_ignore_ascii_case("content-length");
        is_length.then(|| value.trim().parse::<usize>().ok())?
    })?;
    (answer.len() >= head + length).then_some(head + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_with_its_body() {
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
        assert_eq!(whole(answer), Some(answer.len()));
        assert_eq!(whole(&answer[..answer.len() - 1]), None);
        assert_eq!(whole(&answer[..20]), None);
    }
}
