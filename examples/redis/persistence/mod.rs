//! The append-only file: every command that changed the data, so that a new start finds it again.
//!
//! Commands are recorded in the [`Journal`] under the same lock that they change the data under, so the
//! file has them in the order in which they happened. One task, [`writer`], takes all that is there at
//! once, writes it, synchronises it if the [`Policy`] says so, and tells how far it came by a `watch`
//! channel; connections hold their replies back until then. So a reply means that the command is kept,
//! and however many clients there are, they share one synchronisation. What a command did is seen by
//! others before it is kept.
//!
//! The file is that of Redis before version 7, and holds what Redis writes there: commands in its
//! protocol, with times instead of durations and effects instead of chance.

mod journal;
mod load_error;
mod open;
mod policy;
mod progress;
mod replay;
mod rewrite;
mod script;
mod settings;
mod snapshot;
mod status;
mod syncing;
mod writer;

pub(crate) use journal::Journal;
pub(crate) use load_error::LoadError;
pub(crate) use open::{Log, open};
pub(crate) use policy::Policy;
pub(crate) use progress::{Persistence, Progress};
pub(crate) use settings::Settings;
pub(crate) use status::Status;
pub(crate) use writer::Writer;
