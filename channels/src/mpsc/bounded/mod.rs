//! The channel with a capacity.

mod channel;
mod into_sink;
mod owned_permit;
mod permit;
mod receiver;
mod reserve;
mod send;
mod sender;
mod weak;

pub use channel::channel;
pub use into_sink::IntoSink;
pub use owned_permit::{OwnedPermit, ReserveOwned};
pub use permit::{Permit, PermitIterator};
pub use receiver::Receiver;
pub use reserve::{Reserve, ReserveMany};
pub use send::{Closed, Send, SendTimeout};
pub use sender::Sender;
pub use weak::WeakSender;
