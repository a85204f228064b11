use std::{
    fmt, io,
    pin::Pin,
    task::{Context, Poll},
};

use super::AnyUnixStream;
use crate::any::{
    exclusive::{BoxFuture, Exclusive},
    mirror::debug_by_name,
};

/// The future of [`AnyRuntime`](crate::AnyRuntime)'s [`unix_connect`](crate::net::PlatformNet::unix_connect).
///
/// # Errors
///
/// What the system says, such as [`io::ErrorKind::NotFound`] or
/// [`io::ErrorKind::ConnectionRefused`]; also after the runtime's shutdown.
/// [`io::ErrorKind::Unsupported`] if the runtime has no Unix sockets.
///
/// # Cancel safety
///
/// Cancel safe: the connection half made is closed.
#[must_use = "futures do nothing unless polled"]
pub struct AnyUnixConnect {
    inner: Exclusive<io::Result<AnyUnixStream>>,
}

impl AnyUnixConnect {
    pub(super) const fn new(future: BoxFuture<io::Result<AnyUnixStream>>) -> Self {
        Self {
            inner: Exclusive::new(future),
        }
    }
}

impl Future for AnyUnixConnect {
    type Output = io::Result<AnyUnixStream>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().inner.poll(cx)
    }
}

debug_by_name!(AnyUnixConnect);
