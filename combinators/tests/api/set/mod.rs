//! Sets that grow and shrink.

mod futures_ordered;
mod futures_unordered;
mod streams_unordered;
