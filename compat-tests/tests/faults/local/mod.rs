//! The faults, for runtimes whose handles stay on one thread; the files are compiled here and in `send`.

#![expect(
    clippy::async_yields_async,
    reason = "handles leave `block_on` to be awaited after the end"
)]
#![expect(
    clippy::duplicate_mod,
    reason = "whether a task is `Send` is proven anew for each flavour"
)]

#[path = "../../../src/local/flavour.rs"]
mod flavour;

#[path = "../descriptors.rs"]
pub(crate) mod descriptors;
#[path = "../disk.rs"]
pub(crate) mod disk;
#[path = "../dropped.rs"]
pub(crate) mod dropped;
#[path = "../half_close.rs"]
pub(crate) mod half_close;
#[path = "../interrupted.rs"]
pub(crate) mod interrupted;
#[path = "../many.rs"]
pub(crate) mod many;
#[path = "../panics.rs"]
pub(crate) mod panics;
#[path = "../partial.rs"]
pub(crate) mod partial;
#[path = "../resets.rs"]
pub(crate) mod resets;
#[path = "../time.rs"]
pub(crate) mod time;
#[path = "../zero.rs"]
pub(crate) mod zero;
