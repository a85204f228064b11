//! What is shared between the two sides of a channel, and all the `unsafe` code of the crate.

mod lock;
pub(crate) mod pause;
mod spin_lock;
pub(crate) mod wait_queue;
