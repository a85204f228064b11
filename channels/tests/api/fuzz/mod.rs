//! Seeded sequences of operations, each poll with a waker of its own, against what ought to be.

mod mpmc;
mod mpsc;
mod notify;
mod numbers;
mod rendezvous;
mod room;
mod semaphore;
mod watch;
