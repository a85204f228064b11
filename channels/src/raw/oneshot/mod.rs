//! The memory of a oneshot channel, and the two halves that share it.

mod cell;
mod receiver;
mod sender;
mod state;

pub(crate) use receiver::RecvHalf;
pub(crate) use sender::SendHalf;
