use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use hyper::rt::{Read, ReadBufCursor, Write};
use pin_project_lite::pin_project;

use super::{activity::Activity, connections::Place};

pin_project! {
    /// The stream of a connection that is served, which notes when bytes move. It holds the connection's
    /// place among those that may be open, also after an upgrade.
    ///
    /// `hyper_util::server::conn::auto::upgrade::downcast` finds it in what was upgraded.
    ///
    /// # Cancel safety
    ///
    /// That of the stream inside.
    #[derive(Debug)]
    pub struct Watched<T> {
        #[pin]
        inner: T,
        activity: Arc<Activity>,
        place: Place,
    }
}

impl<T> Watched<T> {
    pub(super) const fn new(inner: T, activity: Arc<Activity>, place: Place) -> Self {
        Self {
            inner,
            activity,
            place,
        }
    }

    /// Returns the stream by reference.
    pub const fn inner(&self) -> &T {
        &self.inner
    }
}

impl<T: Read> Read for Watched<T> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.project();
        let polled = this.inner.poll_read(cx, buf);
        if polled.is_ready() {
            this.activity.moved();
        }
        polled
    }
}

impl<T: Write> Watched<T> {
    fn noted(activity: &Activity, polled: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        activity.wrote(polled.is_pending());
        if polled.is_ready() {
            activity.moved();
        }
        polled
    }
}

impl<T: Write> Write for Watched<T> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.project();
        Self::noted(this.activity, this.inner.poll_write(cx, buf))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.project().inner.poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.project().inner.poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.project();
        Self::noted(this.activity, this.inner.poll_write_vectored(cx, bufs))
    }
}
