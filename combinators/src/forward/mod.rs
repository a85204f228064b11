//! Moving everything a stream gives into a sink.
//!
//! [`Forward`] is written as the state machine that it is, and [`forward_async`] is the same as an
//! `async fn`, for comparison: *Rust for Rustaceans* (Jon Gjengset, listing 8-4) sets the two side by
//! side for a channel's receiver and sender.

mod error;
mod infallible;
mod machine;
mod plain;
mod state;
mod try_forward;
mod twin;

pub use error::{ForwardError, ForwardSide};
pub use plain::{Forward, forward};
pub use try_forward::{TryForward, try_forward};
pub use twin::forward_async;
