//! Channels of one thread.

mod fuzz;
mod many;
mod oneshot;
mod single;
