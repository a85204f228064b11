//! What the two sides share.

use super::{UnboundedReceiver, UnboundedSender};
use crate::{
    mpsc::handles::Handles,
    raw::{list::List, side::One},
    sync::Arc,
};

/// The queue and its handles.
pub(crate) struct Channel<T> {
    pub(crate) list: List<T, One>,
    pub(crate) senders: Handles,
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
/// let (tx, mut rx) = anyrt_channels::mpsc::unbounded_channel();
/// tx.send("hello").unwrap();
/// assert_eq!(rx.recv().await, Some("hello"));
/// drop(tx);
/// assert_eq!(rx.recv().await, None);
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let (list, cursor) = List::with_cursor();
    let channel = Arc::new(Channel {
        list,
        senders: Handles::one(),
    });
    (
        UnboundedSender::counted(channel.clone()),
        UnboundedReceiver::new(channel, cursor),
    )
}
