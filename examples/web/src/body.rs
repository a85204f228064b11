//! The bodies of answers.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use http_body_util::{BodyExt, Empty, Full, combinators::UnsyncBoxBody};
use pin_project_lite::pin_project;

/// Why a body ends early.
pub(crate) type Error = Box<dyn std::error::Error + Send + Sync>;

/// The body of any answer.
pub(crate) type Body = UnsyncBoxBody<Bytes, Error>;

pub(crate) fn empty() -> Body {
    Empty::new().map_err(|never| match never {}).boxed_unsync()
}

pub(crate) fn full(bytes: impl Into<Bytes>) -> Body {
    Full::new(bytes.into())
        .map_err(|never| match never {})
        .boxed_unsync()
}

pin_project! {
    /// A body that counts its bytes, and tells how many there were when it is dropped, at its end or before.
    pub(crate) struct Counted<F: FnOnce(u64)> {
        #[pin]
        inner: Body,
        bytes: u64,
        tell: Option<F>,
    }

    impl<F: FnOnce(u64)> PinnedDrop for Counted<F> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            if let Some(tell) = this.tell.take() {
                tell(*this.bytes);
            }
        }
    }
}

impl<F: FnOnce(u64)> Counted<F> {
    pub(crate) const fn new(inner: Body, tell: F) -> Self {
        Self {
            inner,
            bytes: 0,
            tell: Some(tell),
        }
    }
}

impl<F: FnOnce(u64)> http_body::Body for Counted<F> {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let this = self.project();
        let polled = this.inner.poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &polled
            && let Some(data) = frame.data_ref()
        {
            *this.bytes += data.len() as u64;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
