//! What is shared between the two sides of a channel, and all the `unsafe` code of the crate.

#![expect(
    unsafe_code,
    reason = "two sides share memory that no lock guards as a whole, and waiters are linked through themselves"
)]

mod lock;
pub(crate) mod oneshot;
pub(crate) mod pause;
pub(crate) mod shared_value;
mod spin_lock;
pub(crate) mod wait_queue;
