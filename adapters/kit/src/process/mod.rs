//! Programs, on a reactor that tells when a descriptor is ready.
//!
//! No handler of signals is installed for them, and no runtime need be driven for a child that nobody waits
//! for to be reaped.

mod child;
mod end;
mod pipes;
mod reaper;

pub use child::Child;
pub use pipes::{ReadPipe, WritePipe};
