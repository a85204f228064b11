//! Permits that are counted, and waited for in turn, on one thread.

mod acquire;
mod permit;
mod permits;

pub use acquire::Acquire;
pub use permit::SemaphorePermit;
pub use permits::Semaphore;
