//! Copying bytes, one way and both ways.

mod bidirectional;
mod bytes;
mod error;
mod limits;
mod pump;

pub use bidirectional::{CopyBidirectional, copy_bidirectional};
pub use bytes::{CopyBytes, copy_bytes};
pub use error::{
    BidirectionalError, BidirectionalReason, Copied, CopyDirection, CopyError, CopySide,
};
