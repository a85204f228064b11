//! The channels with one receiver.

mod bounded;
mod operations;
mod outcome;
mod pairs;
mod unbounded;
