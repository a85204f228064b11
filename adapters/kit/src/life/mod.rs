//! How long a runtime lives, for everything that belongs to it.
//!
//! A reactor that is global outlives the runtime, and tokio's ends later than its owner is dropped. What
//! makes the end felt at once, by whoever waits anywhere, is a [`Scope`] that the owner closes.

mod closed;
mod lifetime;
mod membership;
mod scope;
mod work;

pub use closed::Closed;
pub use lifetime::Lifetime;
pub use membership::{Interrupt, Membership};
pub use scope::Scope;
pub use work::{Work, Working};

#[cfg(feature = "async-io")]
pub(crate) use membership::Member;
