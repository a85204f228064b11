//! A channel that holds one value, whose changes are watched.
//!
//! [`channel`] gives a [`Sender`], which replaces or modifies the value, and a [`Receiver`], which waits for
//! changes and looks at the value. Both can be cloned. Each receiver knows which version it has seen; versions
//! in between are lost.
//!
//! A look at the value, [`Ref`], holds a lock: senders wait for it, blocking their thread, and a thread that
//! holds one must not send. It should be short, and must not be held across an `await`.
//!
//! Names and meanings are those of `tokio::sync::watch`.
//!
//! # Examples
//!
//! ```
//! use anyrt_channels::watch;
//! use futures_util::FutureExt;
//!
//! let (sender, mut receiver) = watch::channel(0);
//! sender.send(1).expect("the receiver is there");
//! sender.send(2).expect("the receiver is there");
//! assert!(receiver.changed().now_or_never().is_some());
//! assert_eq!(*receiver.borrow_and_update(), 2);
//! assert!(receiver.changed().now_or_never().is_none());
//! ```

mod changed;
mod channel;
mod closed;
pub mod error;
mod look;
mod receiver;
mod sender;
mod shared;
mod version;
mod wait_for;
mod waiter;

pub use changed::Changed;
pub use channel::channel;
pub use closed::Closed;
pub use look::Ref;
pub use receiver::Receiver;
pub use sender::Sender;
pub use wait_for::WaitFor;
