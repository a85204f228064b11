//! What the two sides share.

use super::{Receiver, Sender, flavor::Flavor};
use crate::{
    handles::Handles,
    raw::{list::List, ring::Ring},
    rendezvous::Rendezvous,
    sync::Arc,
};

/// The queue and its handles.
pub(super) struct Channel<T> {
    pub(super) flavor: Flavor<T>,
    pub(super) senders: Handles,
    pub(super) receivers: Handles,
}

/// Makes a channel that holds up to `capacity` messages.
///
/// With a capacity of 0 it is a rendezvous: a message goes from a send to a receive that waits for it, and a
/// send is done when there was one.
/// A receive that is dropped with a message gives it to the next one; after a close, that may be after
/// another receive was told that there is none.
///
/// The memory of all messages is allocated here, once: the capacity rounded up to a power of two, and at least
/// 2, times the size of a message and 4 bytes, each place aligned.
///
/// # Panics
///
/// If `capacity` is larger than 4,194,304 (2^22).
///
/// # Examples
///
/// ```
/// # use futures_util::FutureExt as _;
/// # async fn example() {
/// let (tx, rx) = anyrt_channels::mpmc::bounded(1);
/// tx.send("hello").await.unwrap();
/// assert!(tx.try_send("no room").is_err());
/// assert_eq!(rx.clone().recv().await, Ok("hello"));
/// drop(tx);
/// assert!(rx.recv().await.is_err());
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
pub fn bounded<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    make(match capacity {
        0 => Flavor::Rendezvous(Rendezvous::new()),
        _ => Flavor::Bounded(Ring::for_many(capacity)),
    })
}

/// Makes a channel that holds as many messages as memory does.
///
/// Memory is taken for 32 messages at a time, with the first send, and given back as they are received: one
/// such block is kept beside the one in use.
///
/// # Examples
///
/// ```
/// # use futures_util::FutureExt as _;
/// # async fn example() {
/// let (tx, rx) = anyrt_channels::mpmc::unbounded();
/// tx.send("hello").await.unwrap();
/// assert_eq!(rx.recv().await, Ok("hello"));
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
pub fn unbounded<T>() -> (Sender<T>, Receiver<T>) {
    make(Flavor::Unbounded(List::for_many()))
}

fn make<T>(flavor: Flavor<T>) -> (Sender<T>, Receiver<T>) {
    let channel = Arc::new(Channel {
        flavor,
        senders: Handles::one(),
        receivers: Handles::one(),
    });
    (Sender::counted(channel.clone()), Receiver::counted(channel))
}
