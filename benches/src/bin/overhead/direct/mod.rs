//! The operations on each runtime's own interface, in the same words as far as that has them.

mod async_std;
mod smol;
mod tokio;

pub(crate) use async_std::AsyncStd;
pub(crate) use smol::{Global, Owned, Smol};
pub(crate) use tokio::Tokio;
