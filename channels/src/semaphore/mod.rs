//! Permits that are counted, and waited for in turn.
//!
//! [`Semaphore`] gives [`SemaphorePermit`]s and [`OwnedSemaphorePermit`]s, which give themselves back when they
//! are dropped. Names and meanings are those of `tokio::sync::Semaphore`.

mod acquire;
mod acquire_owned;
mod blocking;
mod count;
mod error;
mod owned;
mod owned_permit;
mod permit;
mod permits;
mod state;
mod waiter;

pub use acquire::Acquire;
pub use acquire_owned::AcquireOwned;
pub use error::{AcquireError, TryAcquireError};
pub use owned_permit::OwnedSemaphorePermit;
pub use permit::SemaphorePermit;
pub use permits::Semaphore;
