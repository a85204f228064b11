//! The channel with priorities.

mod auto_traits;
mod fuzz;
mod order;
mod panics;
mod waiting;
