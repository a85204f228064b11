//! Broadcast.

mod auto_traits;
mod closing;
mod fuzz;
mod lossless;
mod lossy;
mod messages;
mod waiting;
