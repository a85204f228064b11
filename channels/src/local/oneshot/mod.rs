//! One message, on one thread.
//!
//! Names and meanings are those of `tokio::sync::oneshot`.

mod channel;
mod closed;
mod error;
mod receiver;
mod sender;

pub use channel::channel;
pub use closed::Closed;
pub use error::{RecvError, TryRecvError};
pub use receiver::Receiver;
pub use sender::Sender;
