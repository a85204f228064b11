//! Trying again, with pauses that grow.

mod again;
mod backoff;

pub use again::{retry, retry_if};
pub use backoff::{Backoff, Jitter};
