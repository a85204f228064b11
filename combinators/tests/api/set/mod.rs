//! Sets that grow and shrink.

mod bounded;
mod futures_ordered;
mod futures_unordered;
mod streams_unordered;
