//! What the two sides share.

use super::{Receiver, Sender, queue::Queue};
use crate::{handles::Handles, sync::Arc};

/// The queue and its senders.
pub(super) struct Channel<P, T> {
    pub(super) queue: Queue<P, T>,
    pub(super) senders: Handles,
}

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
/// let (tx, mut rx) = anyrt_channels::priority::channel(2);
/// tx.send(1, "later").await.unwrap();
/// tx.send(2, "now").await.unwrap();
/// assert!(tx.try_send(3, "no room").is_err());
/// assert_eq!(rx.recv().await, Some((2, "now")));
/// assert_eq!(rx.recv().await, Some((1, "later")));
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
pub fn channel<P: Ord, T>(capacity: usize) -> (Sender<P, T>, Receiver<P, T>) {
    assert!(capacity > 0, "a channel needs a capacity");
    make(capacity)
}

/// Makes a channel that holds as many messages as memory does.
///
/// Memory is taken as they come, and given back when it is empty after more than 256.
///
/// # Examples
///
/// ```
/// let (tx, mut rx) = anyrt_channels::priority::unbounded();
/// for (priority, message) in [(1, 'c'), (3, 'a'), (1, 'd'), (2, 'b')] {
///     tx.try_send(priority, message).unwrap();
/// }
/// let received: String = std::iter::from_fn(|| rx.try_recv().ok()).map(|(_, c)| c).collect();
/// assert_eq!(received, "abcd");
/// ```
pub fn unbounded<P: Ord, T>() -> (Sender<P, T>, Receiver<P, T>) {
    make(usize::MAX)
}

fn make<P: Ord, T>(capacity: usize) -> (Sender<P, T>, Receiver<P, T>) {
    let channel = Arc::new(Channel {
        queue: Queue::new(capacity),
        senders: Handles::one(),
    });
    (Sender::counted(channel.clone()), Receiver::new(channel))
}
