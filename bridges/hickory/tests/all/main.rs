//! The bridge on every runtime, and on the erased form of each, against a name server of its own.

mod look_ups;
mod server;
