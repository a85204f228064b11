//! What the channels of a kind have in common.

mod broadcast;
mod capacity;
mod local;
mod oneshot;
mod outcome;
mod queue;
mod watch;

pub(crate) use broadcast::Broadcast;
pub(crate) use capacity::Capacity;
pub(crate) use local::LocalQueue;
pub(crate) use oneshot::Oneshot;
pub(crate) use outcome::Outcome;
pub(crate) use queue::{Queue, queue};
pub(crate) use watch::Watch;
