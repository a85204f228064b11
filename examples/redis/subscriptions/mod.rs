//! Publishing and subscribing, on channels of the library.
//!
//! `mailbox.rs` is what lies between who publishes and the task of who subscribed: a queue, a limit
//! and a bell, each from `anyrt::channels`. `registry.rs` knows who subscribed to what.

mod mailbox;
mod message;
mod registry;
mod topics;

pub(crate) use mailbox::Mailbox;
pub(crate) use message::Message;
pub(crate) use registry::{Published, Registry};
pub(crate) use topics::Kind;
