//! Many senders, one receiver, which gets the message of the highest priority first.
//!
//! Names and meanings are those of [`mpsc`](crate::mpsc), but that a message is sent and received with its
//! priority, any type that is `Ord`.
//!
//! - A receive gets the message of the highest priority that is there. Those of equal priority come in the
//!   order in which their sends were done.
//! - Room that becomes free is granted to the send of the highest priority that waits, and among equal ones to
//!   the one that was polled first. Nobody overtakes them: a more urgent send that comes later waits too, in
//!   front of them. A grant is not taken back: who has it may send even if somebody more urgent came since.
//! - A send or a receive compares about `2 log2(n)` priorities, with n messages or waiting sends.
//!
//! # Panics in a comparison
//!
//! Priorities are compared under a mutex that is held for nothing else that is not of this crate: a slow
//! comparison makes the others wait, and one that uses the same channel blocks. If a comparison panics, so does
//! the send or receive that made it, and nothing that was accepted is lost: a receive leaves the message where
//! it was, a send drops its message with the panic. Where a waiting send is granted room or given up, the panic
//! goes no further. The order of waiting sends may be wrong after that. The channel can be used still.

mod channel;
mod closed;
mod heap;
mod line;
mod plan;
mod queue;
mod ranked;
mod receiver;
mod send;
mod sender;
mod weak;

pub use channel::{channel, unbounded};
pub use closed::Closed;
pub use receiver::Receiver;
pub use send::{Send, SendTimeout};
pub use sender::Sender;
pub use weak::WeakSender;

pub use crate::{
    mpsc::error,
    receive::{Recv, RecvMany, RecvTimeout},
};
