//! The faults, for runtimes whose handles are `Send`; the files are compiled here and in `local`.

#![expect(
    clippy::duplicate_mod,
    reason = "whether a task is `Send` is proven anew for each flavour"
)]

#[path = "../../../src/send/flavour.rs"]
mod flavour;

#[path = "../descriptors.rs"]
pub(crate) mod descriptors;
#[path = "../panics.rs"]
pub(crate) mod panics;
#[path = "../resets.rs"]
pub(crate) mod resets;
#[path = "../zero.rs"]
pub(crate) mod zero;
