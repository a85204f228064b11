//! Four ways to serve many clients, each over any runtime.

mod arrivals;
mod choice;
mod poll_all;
mod poll_woken;
mod sequential;
mod spawned;

pub(crate) use choice::{Strategy, UnknownStrategy};
