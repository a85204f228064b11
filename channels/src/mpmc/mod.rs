//! Many senders, many receivers: each message goes to one of them.
//!
//! Names and meanings are those of the crate `async-channel`, and [`bounded(0)`](bounded) is a rendezvous.

mod channel;
mod closed;
mod error;
mod flavor;
mod receiver;
mod recv;
mod send;
mod sender;
mod weak;

pub use channel::{bounded, unbounded};
pub use closed::Closed;
pub use error::{
    RecvError, RecvTimeoutError, SendError, SendTimeoutError, TryRecvError, TrySendError,
};
pub use receiver::Receiver;
pub use recv::{Recv, RecvTimeout};
pub use send::{Send, SendTimeout};
pub use sender::Sender;
pub use weak::{WeakReceiver, WeakSender};
