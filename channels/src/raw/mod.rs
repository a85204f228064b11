//! What is shared between the two sides of a channel, and all the `unsafe` code of the crate.

#![expect(
    unsafe_code,
    reason = "waiters are linked through themselves, and slots are written by who claimed them"
)]

pub(crate) mod broadcast;
mod flags;
mod identity;
pub(crate) mod list;
mod lock;
pub(crate) mod missing;
pub(crate) mod oneshot;
mod padded;
mod parked;
pub(crate) mod pause;
pub(crate) mod ring;
pub(crate) mod shared_value;
pub(crate) mod side;
#[cfg_attr(
    loom,
    expect(dead_code, reason = "models have loom's lock in its place")
)]
mod spin_lock;
pub(crate) mod two;
pub(crate) mod wait_queue;
