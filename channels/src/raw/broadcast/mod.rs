//! The ring of a channel whose messages go to every receiver.
//!
//! One short lock guards places and counts; a message is cloned outside of it, by who pinned its node there. A
//! sender that comes to the place of a pinned node leaves that to its readers, and puts another node there. So
//! a clone, however slow, holds nobody up, and a node goes from message to message as long as none is.
//!
//! With one receiver a message costs the lock twice, once for each side: who is the last to read it takes it.

#![expect(
    unsafe_code,
    reason = "messages are cloned outside of the lock that guards their places"
)]

mod channel;
mod node;
mod recv;
mod ring;
mod send;

pub(crate) use channel::{Broadcast, BroadcastNode, Policy};
pub(crate) use recv::{Cursor, Next};
