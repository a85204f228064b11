//! What is done with the channels.

mod all;
mod broadcast;
mod burst;
mod cancelled;
mod entries;
mod local;
mod oneshot;
mod pair;
mod planned;
mod senders;
mod streaming;
mod watch;

pub(crate) use all::rows;
pub(crate) use burst::{Burst, bursts};
pub(crate) use entries::{BroadcastEntry, LocalEntry, OneshotEntry, QueueEntry, WatchEntry};
pub(crate) use planned::{Entry, Planned};
pub(crate) use streaming::Shape;
