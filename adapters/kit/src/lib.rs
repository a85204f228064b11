#![doc = include_str!("../README.md")]

#[cfg(not(unix))]
compile_error!("the adapters of anyrt run on Unix so far; `anyrt-traits` has no such limit");

#[cfg(feature = "async-io")]
pub mod async_io;
pub mod clock;
pub mod context;
pub mod fs;
pub mod life;
pub mod lookup;
mod os_capabilities;
pub mod pool;
pub mod process;
pub mod random;
pub mod signals;
pub mod socket;
pub mod stdio;
mod sync;
pub mod task;
pub mod wait_queue;
mod write_behind;

#[doc(hidden)]
pub use anyrt_traits as traits;
