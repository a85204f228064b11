//! What the two sides share.

use std::{
    cell::Cell,
    task::{Context, Waker},
};

use super::{Receiver, Sender};
use crate::raw::two::OneOfTwo;

/// Nothing may be sent any more.
pub(super) const CLOSED: u8 = 1;
/// There is a waker in the place of the receiver.
pub(super) const RECEIVER_WAITS: u8 = 1 << 1;
/// There is a waker in the place of the sender.
pub(super) const SENDER_WAITS: u8 = 1 << 2;

/// The place of the message.
pub(super) struct Channel<T> {
    pub(super) message: Cell<Option<T>>,
    /// The bits above: one look at them saves a look into two places that are empty as a rule.
    pub(super) state: Cell<u8>,
    receiver: Cell<Option<Waker>>,
    sender: Cell<Option<Waker>>,
}

impl<T> Channel<T> {
    #[inline]
    pub(super) fn is_closed(&self) -> bool {
        self.state.get() & CLOSED != 0
    }

    /// Closes it. Returns what the bits were before.
    #[inline]
    pub(super) fn close(&self) -> u8 {
        let state = self.state.get();
        self.state.set(state | CLOSED);
        state
    }

    const fn place(&self, waits: u8) -> &Cell<Option<Waker>> {
        if waits == RECEIVER_WAITS {
            &self.receiver
        } else {
            &self.sender
        }
    }

    /// Leaves a waker in the place that the bit names.
    ///
    /// Whoever leaves it looks again afterwards: cloning a waker may run anything.
    pub(super) fn leave(&self, waits: u8, cx: &Context<'_>) {
        let place = self.place(waits);
        let old = place.take();
        if old.as_ref().is_some_and(|old| old.will_wake(cx.waker())) {
            place.set(old);
            return;
        }
        let new = cx.waker().clone();
        let other = place.replace(Some(new));
        self.state.set(self.state.get() | waits);
        drop((old, other));
    }

    /// Takes the waker out of the place that the bit names.
    #[cold]
    pub(super) fn take(&self, waits: u8) -> Option<Waker> {
        self.state.set(self.state.get() & !waits);
        self.place(waits).take()
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
    let (one, other) = OneOfTwo::pair(|| Channel {
        message: Cell::new(None),
        state: Cell::new(0),
        receiver: Cell::new(None),
        sender: Cell::new(None),
    });
    (Sender::new(one), Receiver::new(other))
}
