//! Notifications of tasks, without a value.
//!
//! [`Notify`] holds at most one permit, which [`Notify::notify_one`] stores if nobody waits; its futures are
//! [`Notified`] and [`OwnedNotified`]. Names and meanings are those of `tokio::sync::Notify`.

mod notified;
mod owned;
mod signal;
mod state;
mod waiter;

pub use notified::Notified;
pub use owned::OwnedNotified;
pub use signal::Notify;
