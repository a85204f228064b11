//! Many senders, one receiver.
//!
//! Names and meanings are those of `tokio::sync::mpsc`.

mod bounded;
mod budget;
pub mod error;
mod handles;

pub use bounded::{
    Closed, IntoSink, OwnedPermit, Permit, PermitIterator, Receiver, Recv, RecvMany, RecvTimeout,
    Reserve, ReserveMany, ReserveOwned, Send, SendTimeout, Sender, WeakSender, channel,
};
