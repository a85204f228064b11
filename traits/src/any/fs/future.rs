use std::{
    fmt, io,
    pin::Pin,
    task::{Context, Poll},
};

use crate::{
    any::{
        exclusive::{BoxFuture, Exclusive},
        mirror::debug_by_name,
    },
    fs::BufResult,
};

/// The futures of [`AnyRuntime`](crate::AnyRuntime)'s [`Fs`](crate::fs::Fs).
///
/// # Errors
///
/// Those of the operation; also after the runtime's shutdown. [`io::ErrorKind::Unsupported`] if the runtime
/// has no files.
///
/// # Cancel safety
///
/// Runs on: an operation that has begun ends on its own thread, its result unseen.
#[must_use = "futures do nothing unless polled"]
pub struct AnyFsFuture<T> {
    inner: Exclusive<io::Result<T>>,
}

impl<T> AnyFsFuture<T> {
    pub(super) const fn new(future: BoxFuture<io::Result<T>>) -> Self {
        Self {
            inner: Exclusive::new(future),
        }
    }
}

impl<T> Future for AnyFsFuture<T> {
    type Output = io::Result<T>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().inner.poll(cx)
    }
}

impl<T> fmt::Debug for AnyFsFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnyFsFuture").finish_non_exhaustive()
    }
}

macro_rules! positioned {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[must_use = "futures do nothing unless polled"]
        pub struct $name {
            inner: Exclusive<BufResult>,
        }

        impl $name {
            pub(super) const fn new(future: BoxFuture<BufResult>) -> Self {
                Self {
                    inner: Exclusive::new(future),
                }
            }
        }

        impl Future for $name {
            type Output = BufResult;

            fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
                self.get_mut().inner.poll(cx)
            }
        }

        debug_by_name!($name);
    };
}

positioned! {
    /// The future of [`AnyFile`](super::AnyFile)'s [`read_at`](crate::fs::File::read_at).
    ///
    /// # Errors
    ///
    /// What the system says; also after the runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Runs on: the bytes are read and dropped with the buffer.
    AnyReadAt
}

positioned! {
    /// The future of [`AnyFile`](super::AnyFile)'s [`write_at`](crate::fs::File::write_at).
    ///
    /// # Errors
    ///
    /// What the system says; also after the runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Runs on: the bytes are written all the same.
    AnyWriteAt
}
