//! A signal without a value, on one thread.

use std::{
    cell::RefCell,
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use super::queue::{wait, wake};
use crate::{
    batches::wake_in_batches,
    waiters::{Key, Told, Waiters},
};

/// Tells one task, or all that wait, that something happened, on one thread.
///
/// Names and meanings are those of [`Notify`](crate::Notify).
///
/// # Examples
///
/// ```
/// use futures_util::FutureExt as _;
///
/// let notify = anyrt_channels::local::Notify::new();
/// notify.notify_one();
/// assert!(notify.notified().now_or_never().is_some(), "one is kept");
/// assert!(notify.notified().now_or_never().is_none());
/// ```
pub struct Notify {
    state: RefCell<State>,
}

struct State {
    has_permit: bool,
    /// How often all were notified.
    rounds: u64,
    waiters: Waiters,
}

impl Notify {
    /// Makes one that nobody has notified.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// let notify = anyrt_channels::local::Notify::new();
    /// assert!(notify.notified().now_or_never().is_none());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self {
            state: RefCell::new(State {
                has_permit: false,
                rounds: 0,
                waiters: Waiters::new(),
            }),
        }
    }

    /// Waits for a notification.
    ///
    /// One by [`notify_waiters`](Self::notify_waiters) counts from this call on, one by
    /// [`notify_one`](Self::notify_one) from the first poll on, or before if it is kept.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a notification by `notify_one` that it was given and did not return is passed on. The place
    /// in the queue is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let notify = anyrt_channels::local::Notify::new();
    /// notify.notify_one();
    /// notify.notified().await;
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn notified(&self) -> Notified<'_> {
        Notified {
            notify: self,
            rounds: self.state.borrow().rounds,
            key: None,
            is_done: false,
        }
    }

    /// Notifies the one that waits longest, or else the next that comes: one notification is kept, not more.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// let notify = anyrt_channels::local::Notify::new();
    /// notify.notify_one();
    /// notify.notify_one();
    /// assert!(notify.notified().now_or_never().is_some());
    /// assert!(notify.notified().now_or_never().is_none());
    /// ```
    pub fn notify_one(&self) {
        let mut state = self.state.borrow_mut();
        state.has_permit |= state.waiters.is_empty();
        let waker = state.waiters.pop_front(Told::Granted);
        drop(state);
        wake(waker);
    }

    /// Notifies all that there are, and keeps nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// let notify = anyrt_channels::local::Notify::new();
    /// let before = notify.notified();
    /// notify.notify_waiters();
    /// assert!(before.now_or_never().is_some());
    /// assert!(notify.notified().now_or_never().is_none());
    /// ```
    pub fn notify_waiters(&self) {
        let mut state = self.state.borrow_mut();
        state.rounds += 1;
        // Some may go while wakers run, and others come: those look at `rounds`, and wait again.
        let mut left = state.waiters.len();
        drop(state);
        wake_in_batches(|wakers| {
            let mut state = self.state.borrow_mut();
            while left > 0 && !state.waiters.is_empty() {
                if !wakers.has_room() {
                    return true;
                }
                wakers.push(state.waiters.pop_front(Told::Closed));
                left -= 1;
            }
            false
        });
    }
}

impl Default for Notify {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Notify {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notify").finish_non_exhaustive()
    }
}

/// Waits for a notification; made by [`Notify::notified`].
///
/// # Cancel safety
///
/// Cancel safe: a notification by `notify_one` that it was given and did not return is passed on. The place in
/// the queue is lost.
#[must_use = "futures do nothing unless they are polled"]
pub struct Notified<'a> {
    notify: &'a Notify,
    rounds: u64,
    key: Option<Key>,
    is_done: bool,
}

impl Future for Notified<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        let mut new = None;
        while !this.is_done {
            let mut state = this.notify.state.borrow_mut();
            let told = this.key.as_ref().map(|key| state.waiters.told(key));
            if told == Some(Told::Granted) || state.rounds != this.rounds {
                this.is_done = true;
            } else if told == Some(Told::Closed) {
                // It came while the wakers of a notification ran that was for those before it.
            } else if this.key.is_none() && state.has_permit {
                state.has_permit = false;
                this.is_done = true;
            } else if wait(&mut state.waiters, &mut this.key, cx, &mut new) {
                drop(state);
                return Poll::Pending;
            } else {
                drop(state);
                new = Some(cx.waker().clone());
                continue;
            }
            let own = this.key.take().map(|key| state.waiters.remove(key));
            drop(state);
            drop(own);
        }
        Poll::Ready(())
    }
}

impl Drop for Notified<'_> {
    fn drop(&mut self) {
        let Some(key) = self.key.take() else {
            return;
        };
        let (told, own) = self.notify.state.borrow_mut().waiters.remove(key);
        drop(own);
        if told == Told::Granted {
            self.notify.notify_one();
        }
    }
}

impl fmt::Debug for Notified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notified")
            .field("is_done", &self.is_done)
            .finish_non_exhaustive()
    }
}
