//! Sets of futures and of streams that grow and shrink while they are polled.
//!
//! The methods are those of `futures-util` where the meaning is the same; the README has a table of the
//! differences. Children are kept in pieces of memory that are never moved, and used again: once a set has
//! been as large as it gets, pushing allocates nothing.

mod full;
mod futures_ordered;
mod futures_unordered;
mod key;
mod members;
mod slab;
mod streams_unordered;

pub use full::FullError;
pub use futures_ordered::FuturesOrdered;
pub use futures_unordered::FuturesUnordered;
pub use key::Key;
pub use streams_unordered::StreamsUnordered;
