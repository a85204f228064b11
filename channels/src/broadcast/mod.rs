//! Many senders, many receivers: each message goes to every receiver.
//!
//! Names and meanings are those of `tokio::sync::broadcast`. What happens to a receiver that is slower than the
//! senders is chosen with the channel:
//!
//! - [`channel`]: it loses the oldest messages, and is told how many;
//! - [`overwriting_channel`]: it loses the oldest messages, and is not told;
//! - [`lossless_channel`]: the senders wait for it.
//!
//! A message is cloned for every receiver but the last one to read it, which takes it. `T::clone` and the drop
//! of a message run under no lock: a clone that is slow, or panics, holds up neither a sender that does not
//! wait for receivers nor another receiver. Several receivers may clone a message at once, so that the channel
//! is shared between threads only if `T` is `Sync` (tokio demands `Send` alone, which is not sound:
//! RUSTSEC-2025-0023).

mod channel;
mod closed;
pub mod error;
mod lossless;
mod receiver;
mod recv;
mod send;
mod sender;
mod weak;

pub use channel::{channel, lossless_channel, overwriting_channel};
pub use closed::Closed;
pub use lossless::LosslessSender;
pub use receiver::Receiver;
pub use recv::{Recv, RecvTimeout};
pub use send::{Send, SendTimeout};
pub use sender::Sender;
pub use weak::WeakSender;
