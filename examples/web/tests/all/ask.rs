//! A client of HTTP/1.1 on a socket that blocks.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
};

use crate::running::LIMIT;

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("it is text")
    }
}

pub(crate) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("somebody listens");
    stream.set_read_timeout(Some(LIMIT)).expect("a valid limit");
    stream
        .set_write_timeout(Some(LIMIT))
        .expect("a valid limit");
    stream
}

/// Sends what is given, and reads to the end of the connection.
pub(crate) fn raw(address: SocketAddr, text: &[u8]) -> Vec<u8> {
    let mut stream = connect(address);
    stream.write_all(text).expect("it is read");
    let mut answer = Vec::new();
    // A server may reset what it did not want to read.
    stream.read_to_end(&mut answer).ok();
    answer
}

pub(crate) fn parse(answer: &[u8]) -> Answer {
    let end = answer.windows(4).position(|end| end == b"\r\n\r\n");
    let end = end.unwrap_or_else(|| panic!("no head: {}", String::from_utf8_lossy(answer)));
    let head = String::from_utf8(answer[..end].to_vec()).expect("heads are text");
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let mut answer = Answer {
        status: status.expect("a status"),
        body: answer[end + 4..].to_vec(),
        head,
    };
    if answer.header("transfer-encoding") == Some("chunked") {
        answer.body = dechunked(&answer.body);
    }
    answer
}

fn dechunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest
            .windows(2)
            .position(|end| end == b"\r\n")
            .expect("a size");
        let size = std::str::from_utf8(&rest[..end]).expect("it is text");
        let size = usize::from_str_radix(size, 16).expect("a size");
        if size == 0 {
            return body;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + size + 4..];
    }
}

/// Asks, with headers of one's own, each with its line's end.
pub(crate) fn ask(address: SocketAddr, line: &str, headers: &str, body: &[u8]) -> Answer {
    let length = match body.len() {
        0 => String::new(),
        length => format!("content-length: {length}\r\n"),
    };
    let head =
        format!("{line} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{length}{headers}\r\n");
    parse(&raw(address, &[head.as_bytes(), body].concat()))
}

pub(crate) fn get(address: SocketAddr, path: &str) -> Answer {
    ask(address, &format!("GET {path}"), "", b"")
}
