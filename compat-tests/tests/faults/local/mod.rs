//! The faults, for runtimes whose handles stay on one thread; the files are compiled here and in `send`.

#![expect(
    clippy::duplicate_mod,
    reason = "whether a task is `Send` is proven anew for each flavour"
)]

#[path = "../../../src/local/flavour.rs"]
mod flavour;

#[path = "../descriptors.rs"]
pub(crate) mod descriptors;
#[path = "../panics.rs"]
pub(crate) mod panics;
#[path = "../resets.rs"]
pub(crate) mod resets;
#[path = "../zero.rs"]
pub(crate) mod zero;
