use std::{
    fmt, mem,
    num::NonZeroUsize,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use anyrt_traits::{
    io::{AsyncRead, AsyncWrite},
    time::Timer,
};
use pin_project_lite::pin_project;

use super::{
    BidirectionalError, BidirectionalReason, Copied, CopyDirection,
    limits::Limits,
    pump::{AtEnd, Pump},
};

/// Copies from `a` to `b` and from `b` to `a` until both have ended, and gives the numbers of bytes.
///
/// When one stream ends, the other is closed for writing at once, so that its peer sees the end, and the
/// other direction goes on. Nothing limits for how long, unless
/// [`grace`](CopyBidirectional::grace) or [`idle_timeout`](CopyBidirectional::idle_timeout) is set.
///
/// The directions take turns at being first, so that one which never waits leaves the other its share.
///
/// # Errors
///
/// [`BidirectionalError`], with the reason and the counts of both directions. A failure of one direction
/// ends both.
///
/// # Panics
///
/// If the future is polled after it has given a success.
///
/// # Cancel safety
///
/// Resumable: the bytes that were read and not yet written are kept in the future, and lost with it.
/// [`CopyBidirectional::copied`] tells how many arrived.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use anyrt_combinators::io::{BidirectionalError, copy_bidirectional};
/// use anyrt_traits::Runtime;
///
/// async fn proxy<R: Runtime>(
///     rt: R,
///     client: R::TcpStream,
///     server: R::TcpStream,
/// ) -> Result<u64, BidirectionalError> {
///     let copy = copy_bidirectional(rt, client, server)
///         .idle_timeout(Duration::from_secs(300))
///         .grace(Duration::from_secs(30));
///     let copied = copy.await?;
///     Ok(copied.a_to_b + copied.b_to_a)
/// }
/// ```
pub fn copy_bidirectional<T, A, B>(timer: T, a: A, b: B) -> CopyBidirectional<T, A, B>
where
    T: Timer,
    A: AsyncRead + AsyncWrite,
    B: AsyncRead + AsyncWrite,
{
    CopyBidirectional {
        sleep: timer.sleep(Duration::MAX),
        timer,
        a,
        b,
        a_to_b: Pump::new(),
        b_to_a: Pump::new(),
        limits: Limits::default(),
        was_polled: false,
        is_b_first: false,
    }
}

pin_project! {
    /// The future of [`copy_bidirectional`].
    ///
    /// # Errors
    ///
    /// [`BidirectionalError`], with the reason and the counts of both directions.
    ///
    /// # Cancel safety
    ///
    /// Resumable: the bytes that were read and not yet written are kept in the future, and lost with it.
    #[must_use = "futures do nothing unless polled"]
    pub struct CopyBidirectional<T, A, B>
    where
        T: Timer,
    {
        timer: T,
        #[pin]
        sleep: T::Sleep,
        #[pin]
        a: A,
        #[pin]
        b: B,
        a_to_b: Pump,
        b_to_a: Pump,
        limits: Limits,
        was_polled: bool,
        is_b_first: bool,
    }
}

impl<T: Timer, A, B> CopyBidirectional<T, A, B> {
    /// Sets the sizes of the buffers of the two directions; 8 KiB each by default.
    pub fn buffer_sizes(mut self, a_to_b: NonZeroUsize, b_to_a: NonZeroUsize) -> Self {
        self.a_to_b.set_size(a_to_b);
        self.b_to_a.set_size(b_to_a);
        self
    }

    /// Sets for how long no byte may move in either direction.
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.limits.idle = Some(limit);
        self
    }

    /// Sets for how long the copy may go on after the first of the streams has ended.
    ///
    /// It begins when the end is read, whether or not the other stream can be closed then.
    pub fn grace(mut self, limit: Duration) -> Self {
        self.limits.grace = Some(limit);
        self
    }

    /// Returns how many bytes were written so far.
    pub const fn copied(&self) -> Copied {
        Copied {
            a_to_b: self.a_to_b.written(),
            b_to_a: self.b_to_a.written(),
        }
    }
}

impl<T, A, B> Future for CopyBidirectional<T, A, B>
where
    T: Timer,
    A: AsyncRead + AsyncWrite,
    B: AsyncRead + AsyncWrite,
{
    type Output = Result<Copied, BidirectionalError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        assert!(
            !(this.a_to_b.is_done() && this.b_to_a.is_done()),
            "`CopyBidirectional` was polled after it had given its output"
        );
        let before = moved(this.a_to_b, this.b_to_a);
        // Streams may share a budget that the first to be polled uses up, as tokio's do.
        let order = if mem::replace(this.is_b_first, !*this.is_b_first) {
            [CopyDirection::BToA, CopyDirection::AToB]
        } else {
            [CopyDirection::AToB, CopyDirection::BToA]
        };
        let mut failure = None;
        for direction in order {
            let (a, b) = (this.a.as_mut(), this.b.as_mut());
            let polled = match direction {
                CopyDirection::AToB => this.a_to_b.poll(cx, a, b, AtEnd::Close),
                CopyDirection::BToA => this.b_to_a.poll(cx, b, a, AtEnd::Close),
            };
            if let Poll::Ready(Err((side, error))) = polled {
                failure = Some(BidirectionalReason::Failed(direction, side, error));
                break;
            }
        }
        let copied = Copied {
            a_to_b: this.a_to_b.written(),
            b_to_a: this.b_to_a.written(),
        };
        if let Some(reason) = failure {
            return Poll::Ready(Err(BidirectionalError { reason, copied }));
        }
        if this.a_to_b.is_done() && this.b_to_a.is_done() {
            return Poll::Ready(Ok(copied));
        }
        if !*this.was_polled || moved(this.a_to_b, this.b_to_a) != before {
            *this.was_polled = true;
            this.limits.note_progress(this.timer);
        }
        if this.a_to_b.has_ended() || this.b_to_a.has_ended() {
            this.limits.note_end(this.timer);
        }
        this.limits
            .poll(cx, this.sleep)
            .map(|reason| Err(BidirectionalError { reason, copied }))
    }
}

/// Grows with each byte that moves.
const fn moved(there: &Pump, back: &Pump) -> [u64; 4] {
    [there.read(), there.written(), back.read(), back.written()]
}

impl<T: Timer, A, B> fmt::Debug for CopyBidirectional<T, A, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CopyBidirectional")
            .field("copied", &self.copied())
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
