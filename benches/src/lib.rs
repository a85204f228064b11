#![doc = include_str!("../README.md")]

mod block;
mod callgrind;
mod choice;
mod heap;
mod machine;
mod meter;
pub mod out;
mod process;
mod raw;
mod rounds;
mod statistics;
mod table;
mod variants;

pub use block::{Block, Launch, kept, unlaunched};
pub use callgrind::{Callgrind, Unavailable};
pub use choice::Choice;
pub use heap::{allocated, held};
pub use machine::{Machine, locked_versions};
pub use meter::{Meter, Sample};
pub use process::{ProcessMeter, Taken};
pub use rounds::{Measured, measure};
pub use statistics::{Interval, median, median_interval};
pub use table::{Align, Table};
pub use variants::{Run, Variants};
