#![doc = include_str!("../README.md")]

mod backend;
pub mod prelude;
mod run;

pub use anyrt_channels as channels;
pub use anyrt_combinators as combinators;
pub use anyrt_traits::{
    AnyRuntime, LocalRuntime, OsRuntime, Runtime, any, fs, io, net, random, runtime, stdio, task,
    time,
};
#[cfg(unix)]
pub use anyrt_traits::{process, signal};
pub use backend::{Backend, UnknownBackend};
pub use run::{RUNTIME_VARIABLE, RunError, run, run_on};

#[cfg(feature = "async-std")]
pub use anyrt_async_std as async_std;
#[cfg(feature = "smol")]
pub use anyrt_smol as smol;
#[cfg(feature = "tokio")]
pub use anyrt_tokio as tokio;
