use super::{Receiver, Sender};
use crate::raw::oneshot::RecvHalf;

/// Makes a channel for one value.
///
/// # Examples
///
/// ```
/// use anyrt_channels::oneshot;
///
/// let (sender, mut receiver) = oneshot::channel();
/// sender.send("hello").expect("the receiver is there");
/// assert_eq!(receiver.try_recv(), Ok("hello"));
/// ```
#[inline]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = RecvHalf::pair();
    (Sender::new(sender), Receiver::new(receiver))
}
