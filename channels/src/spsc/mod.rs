//! One sender, one receiver.
//!
//! It is the bounded channel of [`mpsc`](crate::mpsc) with a sender that cannot be cloned and sends by `&mut`, so
//! that there is one place at which messages come in. The receiver and the futures are those of `mpsc`.

mod channel;
mod sender;

pub use channel::channel;
pub use sender::Sender;

pub use crate::mpsc::{
    Closed, IntoSink, Permit, PermitIterator, Receiver, Recv, RecvMany, RecvTimeout, Reserve,
    ReserveMany, Send, SendTimeout, error,
};
