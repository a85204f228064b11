//! Futures made of futures.

mod auto_traits;
mod faults;
mod join;
mod pinned;
mod race;
mod race_ok;
mod select;
mod sweep;
mod try_join;
mod tuples;
