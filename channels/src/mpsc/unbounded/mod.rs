//! The channel without a capacity.

mod channel;
mod into_sink;
mod receiver;
mod sender;
mod weak;

pub use channel::unbounded_channel;
pub use into_sink::IntoUnboundedSink;
pub use receiver::UnboundedReceiver;
pub use sender::{UnboundedClosed, UnboundedSender};
pub use weak::WeakUnboundedSender;
