//! A channel for one value.
//!
//! [`channel`] gives a [`Sender`], which sends one value at once, and a [`Receiver`], which is the future of
//! it. Each of them may be on any task or thread.
//!
//! A channel takes one allocation. With no receiver waiting yet, a value costs one atomic read-modify-write,
//! of the sender. A [`Slot`] makes channels one after the other in the same memory.
//!
//! Names and meanings are those of `tokio::sync::oneshot`.
//!
//! # Examples
//!
//! ```
//! use anyrt_channels::oneshot;
//! use futures_util::FutureExt;
//!
//! let (sender, mut receiver) = oneshot::channel();
//! assert_eq!((&mut receiver).now_or_never(), None);
//! sender.send(1).expect("the receiver is there");
//! assert_eq!(receiver.now_or_never(), Some(Ok(1)));
//! ```

mod channel;
mod closed;
pub mod error;
mod receiver;
mod recv_timeout;
mod sender;
mod slot;
mod slot_receiver;

pub use channel::channel;
pub use closed::Closed;
pub use receiver::Receiver;
pub use recv_timeout::RecvTimeout;
pub use sender::Sender;
pub use slot::Slot;
pub use slot_receiver::SlotReceiver;
