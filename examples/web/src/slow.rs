//! The bodies of requests: not too large, and not too slow.

use std::{
    fmt,
    pin::Pin,
    sync::Arc,
    sync::atomic::{AtomicU8, Ordering},
    task::{Context, Poll},
    time::Duration,
};

use anyrt::{Runtime, time::Sleep};
use bytes::Bytes;
use http::StatusCode;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use pin_project_lite::pin_project;

/// What was wrong with a body, for who answers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fault(Arc<AtomicU8>);

const TOO_LARGE: u8 = 1;
const TOO_SLOW: u8 = 2;

impl Fault {
    /// Returns the status that says so.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        match self.0.load(Ordering::Acquire) {
            TOO_LARGE => Some(StatusCode::PAYLOAD_TOO_LARGE),
            TOO_SLOW => Some(StatusCode::REQUEST_TIMEOUT),
            _ => None,
        }
    }

    fn set(&self, fault: u8) -> Refused {
        self.0.store(fault, Ordering::Release);
        Refused
    }
}

/// Why a body was not taken.
#[derive(Debug)]
pub(crate) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body of the request is too large, or too slow")
    }
}

impl std::error::Error for Refused {}

pin_project! {
    /// The body of a request, which ends with an error when it has more bytes than it may, or makes no progress
    /// for too long.
    pub(crate) struct Guarded<R: Runtime> {
        #[pin]
        inner: Incoming,
        #[pin]
        sleep: R::Sleep,
        rt: R,
        patience: Duration,
        room: u64,
        fault: Fault,
    }
}

impl<R: Runtime> Guarded<R> {
    pub(crate) fn new(rt: &R, inner: Incoming, room: u64, patience: Duration) -> Self {
        Self {
            inner,
            sleep: rt.sleep(patience),
            rt: rt.clone(),
            patience,
            room,
            fault: Fault::default(),
        }
    }

    pub(crate) fn fault(&self) -> Fault {
        self.fault.clone()
    }
}

impl<R: Runtime> Body for Guarded<R> {
    type Data = Bytes;
    type Error = crate::body::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let mut this = self.project();
        let Poll::Ready(frame) = this.inner.poll_frame(cx) else {
            return match this.sleep.poll(cx) {
                Poll::Ready(()) => Poll::Ready(Some(Err(this.fault.set(TOO_SLOW).into()))),
                Poll::Pending => Poll::Pending,
            };
        };
        if let Some(deadline) = this.rt.now().checked_add(*this.patience) {
            this.sleep.as_mut().reset(deadline);
        }
        if let Some(Ok(frame)) = &frame
            && let Some(data) = frame.data_ref()
        {
            match this.room.checked_sub(data.len() as u64) {
                Some(room) => *this.room = room,
                None => return Poll::Ready(Some(Err(this.fault.set(TOO_LARGE).into()))),
            }
        }
        Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
