//! Many senders, one receiver.
//!
//! Names and meanings are those of `tokio::sync::mpsc`.

mod bounded;
mod budget;
pub mod error;
mod handles;
mod unbounded;

pub use bounded::{
    Closed, IntoSink, OwnedPermit, Permit, PermitIterator, Receiver, Reserve, ReserveMany,
    ReserveOwned, Send, SendTimeout, Sender, WeakSender, channel,
};
pub use unbounded::{
    IntoUnboundedSink, UnboundedClosed, UnboundedReceiver, UnboundedSender, WeakUnboundedSender,
    unbounded_channel,
};

pub use crate::receive::{Recv, RecvMany, RecvTimeout};
