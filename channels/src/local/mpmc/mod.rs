//! Many senders, many receivers, on one thread: each message goes to one of them.
//!
//! Names and meanings are those of [`mpmc`](crate::mpmc), without what blocks the thread, and without the
//! rendezvous. The errors are the same types.

mod channel;
mod receiver;
mod recv;
mod sender;
mod weak;

pub use channel::{bounded, unbounded};
pub use receiver::Receiver;
pub use recv::{Recv, RecvTimeout};
pub use sender::Sender;
pub use weak::{WeakReceiver, WeakSender};

pub use super::{
    closed::Closed,
    send::{Send, SendTimeout},
};
pub use crate::mpmc::{
    RecvError, RecvTimeoutError, SendError, SendTimeoutError, TryRecvError, TrySendError,
};
