//! The two kinds of channel.

use super::{Receiver, Sender};
use crate::local::channel::Channel;

/// Makes a channel that holds up to `capacity` messages.
///
/// Memory is taken as they come, and given back when it is empty after more than 256.
///
/// # Panics
///
/// If `capacity` is 0: [`mpmc::bounded(0)`](crate::mpmc::bounded) is the rendezvous.
///
/// # Examples
///
/// ```
/// # use futures_util::FutureExt as _;
/// # async fn example() {
/// let (tx, rx) = anyrt_channels::local::mpmc::bounded(1);
/// tx.send("hello").await.unwrap();
/// assert!(tx.try_send("no room").is_err());
/// assert_eq!(rx.clone().recv().await, Ok("hello"));
/// drop(tx);
/// assert!(rx.recv().await.is_err());
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
pub fn bounded<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    assert!(capacity > 0, "a channel needs a capacity");
    let channel = Channel::new(capacity);
    (Sender::counted(channel.clone()), Receiver::counted(channel))
}

/// Makes a channel that holds as many messages as memory does.
///
/// Memory is taken as they come, and given back when it is empty after more than 256.
///
/// # Examples
///
/// ```
/// # use futures_util::FutureExt as _;
/// # async fn example() {
/// let (tx, rx) = anyrt_channels::local::mpmc::unbounded();
/// tx.send("hello").await.unwrap();
/// assert_eq!(rx.recv().await, Ok("hello"));
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
pub fn unbounded<T>() -> (Sender<T>, Receiver<T>) {
    let channel = Channel::new(usize::MAX);
    (Sender::counted(channel.clone()), Receiver::counted(channel))
}
