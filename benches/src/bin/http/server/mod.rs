//! The servers, each in a process of its own.

mod bare;
mod bridge;
mod run;
mod service;

pub(crate) use run::run;
