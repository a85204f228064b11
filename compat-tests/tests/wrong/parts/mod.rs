//! The parts of a runtime, each of which can be wrong.

mod blocking;
mod forward_fs;
mod fs;
mod listener;
mod process;
mod readiness;
mod relay;
mod replace;
mod resolve;
mod signal;
mod spawn;
mod stdio;
mod stream;
mod tcp;
mod timer;
mod udp;
mod write_half;

pub(crate) use forward_fs::forward_fs;
pub(crate) use replace::replace;
