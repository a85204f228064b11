//! The operations by the runtimes' own means.

pub(crate) mod async_std;
pub(crate) mod smol;
pub(crate) mod tokio;
