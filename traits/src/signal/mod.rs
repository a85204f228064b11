//! Signals that the system sends to the process.

mod capability;
mod kind;

pub use capability::{SendSignal, Signal};
pub use kind::SignalKind;
