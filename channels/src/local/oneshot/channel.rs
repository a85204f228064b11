//! What the two sides share.

use std::{
    cell::Cell,
    rc::Rc,
    task::{Context, Waker},
};

use super::{Receiver, Sender};
use crate::local::queue::wake;

/// The place of the message.
pub(super) struct Channel<T> {
    pub(super) message: Cell<Option<T>>,
    /// Nothing may be sent any more.
    pub(super) is_closed: Cell<bool>,
    pub(super) receiver: Place,
    pub(super) until_closed: Place,
}

/// The place of one waker.
#[derive(Default)]
pub(super) struct Place(Cell<Option<Waker>>);

impl Place {
    /// Leaves a waker.
    pub(super) fn leave(&self, cx: &Context<'_>) {
        let old = self.0.take();
        if old.as_ref().is_some_and(|old| old.will_wake(cx.waker())) {
            self.0.set(old);
            return;
        }
        let new = cx.waker().clone();
        self.0.set(Some(new));
        drop(old);
    }

    /// Wakes it.
    #[inline]
    pub(super) fn wake(&self) {
        wake(self.0.take());
    }

    /// Drops it.
    #[inline]
    pub(super) fn clear(&self) {
        drop(self.0.take());
    }
}

/// Makes a channel for one message, on one thread.
///
/// # Examples
///
/// ```
/// # use futures_util::FutureExt as _;
/// # async fn example() {
/// let (tx, rx) = anyrt_channels::local::oneshot::channel();
/// tx.send("hello").unwrap();
/// assert_eq!(rx.await, Ok("hello"));
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let channel = Rc::new(Channel {
        message: Cell::new(None),
        is_closed: Cell::new(false),
        receiver: Place::default(),
        until_closed: Place::default(),
    });
    (Sender::new(channel.clone()), Receiver::new(channel))
}
