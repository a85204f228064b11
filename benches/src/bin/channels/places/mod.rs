//! Where producers and consumers run.

mod block_on;
mod local;
mod one;
mod place;
mod two_threads;
mod workers;
mod yielding;

pub(crate) use local::Local;
pub(crate) use one::OneThread;
pub(crate) use place::{Place, Places};
pub(crate) use two_threads::TwoThreads;
pub(crate) use workers::Workers;
pub(crate) use yielding::yield_now;
