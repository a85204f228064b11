//! The parts of a runtime, each of which can be wrong.

mod blocking;
mod listener;
mod relay;
mod replace;
mod resolve;
mod spawn;
mod stream;
mod tcp;
mod timer;
mod udp;
mod write_half;

pub(crate) use replace::replace;
