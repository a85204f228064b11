//! The faults of other channels, each of which `benches/tests/channel_faults` shows on the one that has it.
//!
//! What is kept after a burst, and what a wait allocates, is in `tests/allocations.rs`.

mod losing;
mod racing;
mod spinning;
mod stale;
mod waking;
