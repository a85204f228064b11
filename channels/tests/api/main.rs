//! The public interface, module by module.

#![cfg(not(loom))]

mod broadcast;
mod local;
mod poller;
mod priority;
mod random;
mod traits;
