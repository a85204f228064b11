//! Tasks: starting them, waiting for them, stopping them, and driving the runtime they run on.

mod block_on;
mod join_error;
mod join_handle;
mod shutdown;
mod spawn;
mod spawn_blocking;
mod spawn_local;
mod yield_now;

pub use block_on::BlockOn;
pub use join_error::JoinError;
pub use join_handle::JoinHandle;
pub use shutdown::{Shutdown, ShutdownTimeout};
pub use spawn::Spawn;
pub use spawn_blocking::SpawnBlocking;
pub use spawn_local::SpawnLocal;
pub use yield_now::{YieldNow, yield_now};
