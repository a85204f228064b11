//! What holds of both kinds of sender.

#![expect(
    clippy::duplicate_mod,
    reason = "the same claims are made of both kinds of channel"
)]

use anyrt_channels::local::mpsc;

#[path = "../mpsc/into_sink.rs"]
mod into_sink;
#[path = "../mpsc/permits.rs"]
mod permits;
