//! What is measured.
//!
//! The server runs in tasks of the runtime, the clients in the future that `block_on` polls, which is on a
//! thread that runs no tasks. All times are the runtime's own: `Timer::now`.

mod blocking;
mod crowd;
mod figures;
mod host;
mod scenario;
mod story;
mod table;

pub(crate) use scenario::{Kind, Scenario};
pub(crate) use table::{Row, render};
