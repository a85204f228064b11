//! The two kinds of channel.

use super::{Receiver, Sender, UnboundedReceiver, UnboundedSender};
use crate::local::channel::Channel;

/// Makes a channel that holds up to `capacity` messages.
///
/// Memory is taken as they come, and given back when it is empty after more than 256.
///
/// # Panics
///
/// If `capacity` is 0.
///
/// # Examples
///
/// ```
/// # use futures_util::FutureExt as _;
/// # async fn example() {
/// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(1);
/// tx.send("hello").await.unwrap();
/// assert!(tx.try_send("no room").is_err());
/// assert_eq!(rx.recv().await, Some("hello"));
/// drop(tx);
/// assert_eq!(rx.recv().await, None);
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
pub fn channel<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    assert!(capacity > 0, "a channel needs a capacity");
    let channel = Channel::new(capacity);
    (Sender::counted(channel.clone()), Receiver::new(channel))
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
/// let (tx, mut rx) = anyrt_channels::local::mpsc::unbounded_channel();
/// tx.send("hello").unwrap();
/// assert_eq!(rx.recv().await, Some("hello"));
/// drop(tx);
/// assert_eq!(rx.recv().await, None);
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let channel = Channel::new(usize::MAX);
    (
        UnboundedSender::counted(channel.clone()),
        UnboundedReceiver::new(channel),
    )
}
