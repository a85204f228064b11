use super::{Receiver, Sender};

/// Makes a channel with a value, which the receiver has seen.
///
/// # Examples
///
/// ```
/// let (sender, receiver) = anyrt_channels::watch::channel("hello");
/// assert_eq!(*receiver.borrow(), "hello");
/// sender.send("world").expect("the receiver is there");
/// assert_eq!(*receiver.borrow(), "world");
/// ```
#[must_use]
pub fn channel<T>(init: T) -> (Sender<T>, Receiver<T>) {
    let sender = Sender::new(init);
    let receiver = sender.subscribe();
    (sender, receiver)
}
