//! Clients: fast ones, slow ones, and those that ask for work.

mod client;
mod fast;
mod slow;

pub(crate) use client::Client;
pub(crate) use fast::{ask_until, ask_work};
pub(crate) use slow::{drip, drip_forever};
