#![doc = include_str!("../README.md")]

#[cfg(not(unix))]
compile_error!("the adapters of anyrt run on Unix so far; `anyrt-traits` has no such limit");

#[cfg(feature = "async-io")]
pub mod async_io;
pub mod clock;
pub mod context;
pub mod life;
pub mod lookup;
pub mod random;
pub mod socket;
mod sync;
pub mod task;
pub mod wait_queue;

#[doc(hidden)]
pub use anyrt_traits as traits;
