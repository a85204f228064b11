//! Streams made of streams: `merge`, `zip` and `chain`, on tuples, arrays and vectors.
//!
//! The traits and methods are those of [futures-concurrency]; a program that uses it changes its imports.
//! Each is fused: after the end it gives `None` again.
//!
//! [futures-concurrency]: https://docs.rs/futures-concurrency

mod budget;
mod chain;
pub mod children;
mod merge;
mod zip;

pub(crate) use budget::Budget;
pub use chain::{Chain, ChainStream};
pub use merge::{Merge, MergeStream};
pub use zip::{Zip, ZipItems, ZipStream};
