//! Seeded sequences of operations, each poll with a waker of its own, against what ought to be.

mod notify;
mod numbers;
mod semaphore;
mod watch;
