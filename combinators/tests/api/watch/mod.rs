//! Watchdogs of the poll contract.

mod future_size;
mod poll_counts;
mod slow_polls;
