//! What the two sides share.

use super::{LosslessSender, Receiver, Sender};
use crate::{
    handles::Handles,
    raw::broadcast::{Broadcast, Policy},
    sync::Arc,
};

/// The ring and the handles of the senders.
pub(super) struct Channel<T> {
    pub(super) ring: Broadcast<T>,
    pub(super) senders: Handles,
}

impl<T> Channel<T> {
    pub(super) fn new(policy: Policy, capacity: usize) -> Arc<Self> {
        Arc::new(Self {
            ring: Broadcast::new(policy, capacity),
            senders: Handles::one(),
        })
    }
}

/// Makes a channel whose receivers lose the oldest messages if they are too slow, and are told how many.
///
/// It holds the last `capacity` messages, no more. A pointer for each is allocated here, and room for the
/// message itself when it is used for the first time.
///
/// # Panics
///
/// If `capacity` is 0.
///
/// # Examples
///
/// ```
/// # use futures_util::FutureExt as _;
/// use anyrt_channels::broadcast::{self, error::RecvError};
///
/// # async fn example() {
/// let (tx, mut rx) = broadcast::channel(2);
/// let mut other = tx.subscribe();
/// for n in 1..=3 {
///     tx.send(n).unwrap();
///     assert_eq!(other.recv().await, Ok(n));
/// }
/// assert_eq!(rx.recv().await, Err(RecvError::Lagged(1)));
/// assert_eq!(rx.recv().await, Ok(2));
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
pub fn channel<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    lossy(Policy::Told, capacity)
}

/// Makes a channel whose receivers lose the oldest messages if they are too slow, and are not told.
///
/// It holds the last `capacity` messages, no more. A pointer for each is allocated here, and room for the
/// message itself when it is used for the first time.
///
/// # Panics
///
/// If `capacity` is 0.
///
/// # Examples
///
/// ```
/// let (tx, mut rx) = anyrt_channels::broadcast::overwriting_channel(2);
/// for n in 1..=3 {
///     tx.send(n).unwrap();
/// }
/// assert_eq!(rx.try_recv(), Ok(2));
/// assert_eq!(rx.try_recv(), Ok(3));
/// ```
pub fn overwriting_channel<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    lossy(Policy::Untold, capacity)
}

fn lossy<T>(policy: Policy, capacity: usize) -> (Sender<T>, Receiver<T>) {
    let channel = Channel::new(policy, capacity);
    (Sender::counted(channel.clone()), Receiver::new(channel))
}

/// Makes a channel whose senders wait until the slowest receiver has made room.
///
/// It holds up to `capacity` messages that were not read by all: one that is being cloned counts until its
/// last receiver is done. A pointer for each is allocated here, and room for the message itself when it is
/// used for the first time.
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
/// let (tx, mut rx) = anyrt_channels::broadcast::lossless_channel(1);
/// tx.send("first").await.unwrap();
/// assert!(tx.try_send("no room").is_err());
/// assert_eq!(rx.recv().await, Ok("first"));
/// tx.send("second").await.unwrap();
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
pub fn lossless_channel<T>(capacity: usize) -> (LosslessSender<T>, Receiver<T>) {
    let channel = Channel::new(Policy::Kept, capacity);
    (
        LosslessSender::counted(channel.clone()),
        Receiver::new(channel),
    )
}
