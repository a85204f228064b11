#![doc = include_str!("../README.md")]

#[cfg(feature = "client")]
pub mod client;
mod executor;
mod io;
mod raw;
#[cfg(feature = "server")]
pub mod server;
mod timer;

pub use executor::AnyrtExecutor;
pub use io::AnyrtIo;
pub use timer::{AnyrtTimer, HyperSleep};
