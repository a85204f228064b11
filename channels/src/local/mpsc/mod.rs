//! Many senders, one receiver, on one thread.
//!
//! Names and meanings are those of [`mpsc`](crate::mpsc), without what blocks the thread. The errors are the
//! same types.

mod channel;
mod into_sink;
mod owned_permit;
mod permit;
mod receiver;
mod recv;
mod reserve;
mod sender;
mod unbounded_receiver;
mod unbounded_sender;
mod weak;
mod weak_unbounded;

pub use channel::{channel, unbounded_channel};
pub use into_sink::IntoSink;
pub use owned_permit::{OwnedPermit, ReserveOwned};
pub use permit::{Permit, PermitIterator};
pub use receiver::Receiver;
pub use recv::Recv;
pub use reserve::{Reserve, ReserveMany};
pub use sender::Sender;
pub use unbounded_receiver::UnboundedReceiver;
pub use unbounded_sender::UnboundedSender;
pub use weak::WeakSender;
pub use weak_unbounded::WeakUnboundedSender;

pub use super::{
    closed::Closed,
    send::{Send, SendTimeout},
};
pub use crate::{
    mpsc::error,
    receive::{RecvMany, RecvTimeout},
};
