use std::{
    pin::Pin,
    task::{Context, Poll},
};

/// Gives the other ready tasks of the executor a turn.
///
/// A task that loops over it starves no other task, timer or socket.
///
/// # Cancel safety
///
/// Cancel safe: nothing happens.
pub fn yield_now() -> YieldNow {
    YieldNow { yielded: false }
}

/// The future of [`yield_now`].
///
/// # Cancel safety
///
/// Cancel safe: nothing happens.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct YieldNow {
    yielded: bool,
}

impl Future for YieldNow {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.yielded {
            return Poll::Ready(());
        }
        self.yielded = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
