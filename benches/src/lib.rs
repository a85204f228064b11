#![doc = include_str!("../README.md")]

mod block;
mod callgrind;
mod machine;
mod meter;
pub mod out;
mod raw;
mod rounds;
mod statistics;
mod table;

pub use block::{Block, Launch, kept, unlaunched};
pub use callgrind::{Callgrind, Unavailable};
pub use machine::{Machine, locked_version};
pub use meter::{Meter, Sample};
pub use rounds::{Measured, measure};
pub use statistics::{Interval, median, median_interval};
pub use table::{Align, Table};
