//! Bodies that are on their way: not too large, and not too slow.

use std::{
    fmt, mem,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU8, AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::{Duration, Instant},
};

use anyrt::{Runtime, time::Sleep};
use bytes::Bytes;
use http::StatusCode;
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;

use crate::body::Error;

/// How far a body has come, and what was wrong with it, for who answers.
#[derive(Debug, Clone)]
pub(crate) struct Progress(Arc<State>);

#[derive(Debug)]
struct State {
    start: Instant,
    /// When the last part was passed on, in nanoseconds since the start.
    last: AtomicU64,
    fault: AtomicU8,
}

const TOO_LARGE: u8 = 1;
const TOO_SLOW: u8 = 2;

impl Progress {
    fn new(start: Instant) -> Self {
        Self(Arc::new(State {
            start,
            last: AtomicU64::new(0),
            fault: AtomicU8::new(0),
        }))
    }

    /// Returns the status that says what was wrong.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        match self.0.fault.load(Ordering::Acquire) {
            TOO_LARGE => Some(StatusCode::PAYLOAD_TOO_LARGE),
            TOO_SLOW => Some(StatusCode::REQUEST_TIMEOUT),
            _ => None,
        }
    }

    /// Returns when a part was passed on last, or when it began.
    pub(crate) fn last(&self) -> Instant {
        self.0.start + Duration::from_nanos(self.0.last.load(Ordering::Relaxed))
    }

    fn note(&self, now: Instant) {
        let nanos = now.saturating_duration_since(self.0.start).as_nanos();
        let nanos = u64::try_from(nanos).unwrap_or(u64::MAX);
        self.0.last.store(nanos, Ordering::Relaxed);
    }

    fn set(&self, fault: u8) -> Refused {
        self.0.fault.store(fault, Ordering::Release);
        Refused
    }
}

/// Why a body was not taken.
#[derive(Debug)]
pub(crate) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a body is too large, or too slow")
    }
}

impl std::error::Error for Refused {}

pin_project! {
    /// A body that ends with an error when it has more bytes than it may, or lets who wants the next part wait for
    /// too long. Who does not want any is not counted against it.
    pub(crate) struct Guarded<R: Runtime, B> {
        #[pin]
        inner: B,
        #[pin]
        sleep: R::Sleep,
        rt: R,
        patience: Duration,
        is_waited_for: bool,
        room: u64,
        progress: Progress,
    }
}

impl<R: Runtime, B> Guarded<R, B> {
    pub(crate) fn new(rt: &R, inner: B, room: u64, patience: Duration) -> Self {
        Self {
            inner,
            sleep: rt.sleep(patience),
            rt: rt.clone(),
            patience,
            is_waited_for: false,
            room,
            progress: Progress::new(rt.now()),
        }
    }

    pub(crate) fn progress(&self) -> Progress {
        self.progress.clone()
    }
}

impl<R: Runtime, B> Body for Guarded<R, B>
where
    B: Body<Data = Bytes, Error: Into<Error>>,
{
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let mut this = self.project();
        let Poll::Ready(frame) = this.inner.poll_frame(cx) else {
            if !mem::replace(this.is_waited_for, true)
                && let Some(deadline) = this.rt.now().checked_add(*this.patience)
            {
                this.sleep.as_mut().reset(deadline);
            }
            return match this.sleep.poll(cx) {
                Poll::Ready(()) => Poll::Ready(Some(Err(this.progress.set(TOO_SLOW).into()))),
                Poll::Pending => Poll::Pending,
            };
        };
        *this.is_waited_for = false;
        this.progress.note(this.rt.now());
        if let Some(Ok(frame)) = &frame
            && let Some(data) = frame.data_ref()
        {
            match this.room.checked_sub(data.len() as u64) {
                Some(room) => *this.room = room,
                None => return Poll::Ready(Some(Err(this.progress.set(TOO_LARGE).into()))),
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
