#![doc = include_str!("../README.md")]
#![cfg(unix)]

mod endpoint;
mod runtime;
mod socket;
mod timer;

pub use endpoint::{client, endpoint, server};
pub use runtime::AnyrtRuntime;
