//! Waiting for what a descriptor of one's own can do.

mod futures;
mod register;
mod source;

pub use futures::{AsyncIo, ReadySourceExt, WaitReady};
pub use register::{Readiness, SendReadiness};
pub use source::{Interest, ReadySource};
