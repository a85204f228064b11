//! Servers to pass requests on to.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

/// A server on threads, which answers with what it was asked.
pub(crate) struct Upstream {
    pub(crate) address: SocketAddr,
    pub(crate) asked: Arc<AtomicUsize>,
    pub(crate) is_well: Arc<AtomicBool>,
}

impl Upstream {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let upstream = Self {
            address: listener.local_addr().expect("it is bound"),
            asked: Arc::default(),
            is_well: Arc::new(AtomicBool::new(true)),
        };
        let (asked, is_well) = (upstream.asked.clone(), upstream.is_well.clone());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (asked, is_well) = (asked.clone(), is_well.clone());
                thread::spawn(move || {
                    serve(stream.expect("it connects"), &asked, &is_well);
                });
            }
        });
        upstream
    }
}

/// Returns an address at which nobody listens.
pub(crate) fn nobody() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("it is bound")
}

#[expect(
    clippy::disallowed_methods,
    reason = "this server is a program of its own, without a runtime"
)]
fn serve(mut stream: TcpStream, asked: &AtomicUsize, is_well: &AtomicBool) {
    let mut reader = BufReader::new(stream.try_clone().expect("one is left"));
    loop {
        let mut head = String::new();
        loop {
            let before = head.len();
            if reader.read_line(&mut head).unwrap_or(0) == 0 {
                return;
            }
            if head[before..] == *"\r\n" {
                break;
            }
        }
        let header = |name: &str| {
            head.lines().find_map(|line| {
                let (found, value) = line.split_once(": ")?;
                found.eq_ignore_ascii_case(name).then(|| value.to_owned())
            })
        };
        let mut body = Vec::new();
        if let Some(length) = header("content-length").and_then(|length| length.parse().ok()) {
            body.resize(length, 0);
            if reader.read_exact(&mut body).is_err() {
                return;
            }
        } else if header("transfer-encoding").is_some() {
            loop {
                let mut size = String::new();
                if reader.read_line(&mut size).unwrap_or(0) == 0 {
                    return;
                }
                let size = usize::from_str_radix(size.trim_end(), 16).expect("a size");
                let mut chunk = vec![0; size + 2];
                if reader.read_exact(&mut chunk).is_err() {
                    return;
                }
                if size == 0 {
                    break;
                }
                body.extend_from_slice(&chunk[..size]);
            }
        }
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        let status = match is_well.load(Ordering::Relaxed) {
            true => "200 OK",
            false => "500 Internal Server Error",
        };
        if path == "/up" {
            write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n").ok();
            continue;
        }
        asked.fetch_add(1, Ordering::Relaxed);
        match path.as_str() {
            "/api/slow" => thread::park_timeout(Duration::from_secs(2)),
            "/api/gone" if asked.load(Ordering::Relaxed) % 2 == 1 => return,
            "/api/half" => {
                stream
                    .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n01234")
                    .ok();
                thread::park_timeout(Duration::from_secs(30));
                return;
            }
            _ => {}
        }
        let answer = match path.as_str() {
            "/api/body" => body,
            _ => head.into_bytes(),
        };
        let length = answer.len();
        let lines = format!(
            "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nx-mine: 1\r\nkeep-alive: 5\r\n\r\n"
        );
        if stream
            .write_all(&[lines.as_bytes(), &answer].concat())
            .is_err()
        {
            return;
        }
    }
}
