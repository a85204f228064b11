//! Making one.

use super::{Receiver, Sender};
use crate::mpsc;

/// Makes a channel that holds up to `capacity` messages.
///
/// The memory of all of them is allocated here, once, as by [`mpsc::channel`].
///
/// # Panics
///
/// If `capacity` is 0, or larger than 4,194,304 (2^22).
///
/// # Examples
///
/// ```
/// # use futures_util::FutureExt as _;
/// # async fn example() {
/// let (mut tx, mut rx) = anyrt_channels::spsc::channel(1);
/// tx.send("hello").await.unwrap();
/// assert!(tx.try_send("no room").is_err());
/// assert_eq!(rx.recv().await, Some("hello"));
/// drop(tx);
/// assert_eq!(rx.recv().await, None);
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
pub fn channel<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let (tx, rx) = mpsc::channel(capacity);
    (Sender::new(tx), rx)
}
