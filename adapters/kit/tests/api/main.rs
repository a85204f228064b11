//! Tests of the kit through its public API.

mod auto_traits;
mod context;
#[cfg(feature = "async-io")]
mod events;
mod foreign_waker;
mod life;
mod resource;
mod task;
mod wait_queue;
