//! Erased tasks.
//!
//! A task's future and its output share one allocation, which moves whole: into the runtime inside as
//! the future that it polls, and out of it, through its join handle, as that future's output. So the
//! erased handle takes the output from the box it gets, and no second box is needed. The other
//! allocation is for the handle of the runtime inside.

mod blocking;
mod future;
mod join_handle;
mod outcome;

pub(super) use blocking::DynSpawnBlocking;
pub(super) use future::DynSpawn;
pub use join_handle::AnyJoinHandle;
