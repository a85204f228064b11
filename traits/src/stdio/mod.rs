//! The standard streams of the process.

mod capability;

pub use capability::{SendStdio, Stdio};
