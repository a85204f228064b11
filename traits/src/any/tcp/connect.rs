use std::{
    fmt, io,
    pin::Pin,
    task::{Context, Poll},
};

use super::AnyTcpStream;
use crate::any::{
    exclusive::{BoxFuture, Exclusive},
    mirror::debug_by_name,
};

/// The future of [`AnyRuntime`](crate::AnyRuntime)'s [`tcp_connect`](crate::net::TcpNet::tcp_connect).
///
/// # Errors
///
/// What the system says, such as [`io::ErrorKind::ConnectionRefused`]; also after the runtime's shutdown.
/// [`io::ErrorKind::Unsupported`] if the runtime has no TCP.
///
/// # Cancel safety
///
/// Cancel safe: the connection half made is closed.
#[must_use = "futures do nothing unless polled"]
pub struct AnyTcpConnect {
    inner: Exclusive<io::Result<AnyTcpStream>>,
}

impl AnyTcpConnect {
    pub(super) const fn new(future: BoxFuture<io::Result<AnyTcpStream>>) -> Self {
        Self {
            inner: Exclusive::new(future),
        }
    }
}

impl Future for AnyTcpConnect {
    type Output = io::Result<AnyTcpStream>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().inner.poll(cx)
    }
}

debug_by_name!(AnyTcpConnect);
