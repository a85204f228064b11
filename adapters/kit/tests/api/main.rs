//! Tests of the kit through its public API.

mod auto_traits;
mod context;
mod resource;
mod task;
mod wait_queue;
