//! The bridges between the traits of `futures-io` and tokio's.

mod count;
mod from_tokio;
mod to_tokio;

pub use from_tokio::FromTokio;
pub use to_tokio::ToTokio;
