//! The channels with many receivers. Each model has threads that do one thing each; then whoever was woken is
//! polled, and whoever pends after that must have a reason to.

mod bounded;
mod ends;
mod operations;
mod outcome;
mod pairs;
mod rendezvous;
mod unbounded;
