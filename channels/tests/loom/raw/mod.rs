//! What is private to the crate, and what a model of it cannot do without unsafe code.

#![expect(unsafe_code, reason = "what the lock guards is written through it")]

mod counter;
#[expect(dead_code, reason = "the lock needs a part of it")]
#[path = "../../../src/raw/pause.rs"]
mod pause;
#[path = "../../../src/raw/spin_lock.rs"]
mod spin_lock;

pub(crate) use counter::Counter;
