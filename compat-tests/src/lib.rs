#![doc = include_str!("../README.md")]

mod case;
mod cases;
mod erased;
mod harness;
mod kinds;
#[doc(hidden)]
pub mod local;
mod macros;
mod raw;
#[doc(hidden)]
pub mod run;
#[doc(hidden)]
pub mod send;

pub use case::{Case, Failure, global_cases, local_cases, owned_cases, owned_readiness_cases};
pub use erased::Erased;
pub use kinds::{GlobalRuntime, LocalOs, LocalOwner, OwnedRuntime, Registers, SendRegisters};
pub use run::set_time_limit;
