//! `cargo xtask test` and the steps of it that are cargo's own work.

mod all;
mod bridges;
mod broken;
mod compile;
mod features;
mod list;
mod models;
mod selection;
mod verify;

pub(crate) use all::all;
pub(crate) use bridges::{bridges, left_out};
pub(crate) use compile::{clippy, docs, fmt, unit};
pub(crate) use features::features;
pub(crate) use list::STEPS;
pub(crate) use verify::{asan, loom};
