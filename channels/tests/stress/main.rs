//! Threads that poll at random over one channel, with a waker of its own for each poll.
//!
//! No thread ever waits. After some operations all of them stop, what was woken is polled until nothing is woken
//! any more, and then whoever pends must have a reason to: so a wake-up that was lost is seen without a clock.
//! `ANYRT_SEEDS` says how many channels are used up, each in about 2,000 operations.

#![cfg(not(loom))]

mod history;
mod mpmc;
mod mpsc;
#[expect(dead_code, reason = "the rest is for one thread")]
#[path = "../api/fuzz/numbers.rs"]
mod numbers;
#[expect(dead_code, reason = "the rest is for one thread")]
#[path = "../api/poller.rs"]
mod poller;
