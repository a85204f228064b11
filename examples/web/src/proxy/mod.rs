//! Requests passed on to other servers.

mod forward;
mod headers;
mod health;
mod pool;
mod upgrade;

pub(crate) use forward::{Origin, forward};
pub(crate) use health::watch;
pub(crate) use pool::Pool;
