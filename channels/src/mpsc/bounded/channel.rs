//! What the two sides share.

use super::{Receiver, Sender};
use crate::{
    mpsc::handles::Handles,
    raw::{ring::Ring, side::One},
    sync::Arc,
};

/// The queue and its handles.
pub(crate) struct Channel<T> {
    pub(crate) ring: Ring<T, One>,
    pub(crate) senders: Handles,
}

/// Makes a channel that holds up to `capacity` messages.
///
/// The memory of all of them is allocated here, once: the capacity rounded up to a power of two, and at least
/// 2, times the size of a message and 4 bytes, each place aligned.
///
/// # Panics
///
/// If `capacity` is 0, or larger than 4,194,304 (2^22). [`mpmc::bounded(0)`](crate::mpmc::bounded) is the channel
/// without a buffer.
///
/// # Examples
///
/// ```
/// # use futures_util::FutureExt as _;
/// # async fn example() {
/// let (tx, mut rx) = anyrt_channels::mpsc::channel(1);
/// tx.send("hello").await.unwrap();
/// assert!(tx.try_send("no room").is_err());
/// assert_eq!(rx.recv().await, Some("hello"));
/// drop(tx);
/// assert_eq!(rx.recv().await, None);
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
pub fn channel<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let (ring, cursor) = Ring::with_cursor(capacity);
    let channel = Arc::new(Channel {
        ring,
        senders: Handles::one(),
    });
    (
        Sender::counted(channel.clone()),
        Receiver::new(channel, cursor),
    )
}
