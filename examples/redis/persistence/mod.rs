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
//! protocol, with times instead of durations and effects instead of chance. A replay knows no time, so a
//! key that has expired is there as a `DEL`.
//!
//! # What an acknowledged change survives
//!
//! | policy | the end of the process | the end of the machine |
//! |---|---|---|
//! | `always` | yes | yes |
//! | `everysec` | yes | after about a second |
//! | `no` | yes | when the system has written it |
//!
//! An error of writing or synchronising is final: from then on changes are refused with `MISCONF`, those
//! under way are answered with it, and reading goes on. What was done and not kept is seen until the end.
//!
//! # What it costs
//!
//! SET of 64 bytes from 50 connections on tokio, requests per second, by `cargo xtask demo --runtime tokio
//! --seconds 1 --appendfsync POLICY`: the median of three runs on two cores that had other work, and the
//! lowest and highest.
//!
//! | policy | one at a time | pipelines of 16 |
//! |---|---|---|
//! | no file | 110,120 (106,452 to 122,700) | 627,712 (608,160 to 818,096) |
//! | `no` | 108,505 (104,656 to 139,698) | 800,288 (549,536 to 819,552) |
//! | `everysec` | 86,153 (80,799 to 120,751) | 549,312 (543,888 to 682,272) |
//! | `always` | 4,779 (4,209 to 56,702) | 353,792 (77,008 to 425,744) |
//!
//! The ranges of the first three overlap. The last one is what the disk takes to
//! synchronise, which 50 clients share.

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
