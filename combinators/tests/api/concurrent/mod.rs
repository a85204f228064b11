//! Futures of a stream that go on while an item is worked on.

mod auto_traits;
mod baton;
mod bodies;
mod bound;
mod budget;
mod deadlocks;
mod outputs;
mod progress;
mod run;
mod sweep;
mod tasks;
