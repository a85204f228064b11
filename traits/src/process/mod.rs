//! Programs that run beside this one.
//!
//! [`Command`] says what to run, as the standard library's does; [`Command::spawn`],
//! [`Command::output`] and [`Command::status`] take the runtime that waits for it.

mod child;
mod command;
mod futures;
mod spawn;

pub use child::{Child, ChildExt};
pub use command::Command;
pub use futures::{Status, Wait, WaitWithOutput};
pub use spawn::{Process, SendProcess};
pub use std::process::{ExitStatus, Output, Stdio};
