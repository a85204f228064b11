//! What is shared between the two sides of a channel, and all the `unsafe` code of the crate.

mod identity;
mod lock;
mod padded;
pub(crate) mod pause;
pub(crate) mod ring;
mod spin_lock;
pub(crate) mod wait_queue;
