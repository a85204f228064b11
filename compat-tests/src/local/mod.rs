//! The cases, for runtimes whose handles stay on one thread.
//!
//! The files of `cases` are compiled here and in `send`, each time against its own `flavour`.

#![expect(
    clippy::duplicate_mod,
    reason = "whether a task is `Send` is proven anew for each flavour"
)]
#![allow(missing_docs, clippy::allow_attributes, clippy::missing_panics_doc, reason = "a case is named as the claim it checks, and panics if it does not hold")]

mod flavour;

#[path = "../cases/abort.rs"]
pub mod abort;
#[path = "../cases/blocking_abort.rs"]
pub mod blocking_abort;
#[path = "../cases/blocking_detach.rs"]
pub mod blocking_detach;
#[path = "../cases/detach.rs"]
pub mod detach;
#[path = "../cases/drops.rs"]
pub mod drops;
#[path = "../cases/fairness.rs"]
pub mod fairness;
#[path = "../cases/is_finished.rs"]
pub mod is_finished;
#[path = "../cases/local_tasks.rs"]
pub mod local_tasks;
#[path = "../cases/nesting.rs"]
pub mod nesting;
#[path = "../cases/outside.rs"]
pub mod outside;
#[path = "../cases/panics.rs"]
pub mod panics;
#[path = "../cases/panics_at_shutdown.rs"]
pub mod panics_at_shutdown;
#[path = "../cases/shutdown_net.rs"]
pub mod shutdown_net;
#[path = "../cases/shutdown_streams.rs"]
pub mod shutdown_streams;
#[path = "../cases/shutdown_tasks.rs"]
pub mod shutdown_tasks;
#[path = "../cases/shutdown_time.rs"]
pub mod shutdown_time;
