//! What tokio asks a promise for: the memory that its buffers say is initialised, and descriptors that
//! stay open.

#![expect(
    unsafe_code,
    reason = "neither what a buffer tells nor that a descriptor stays open is seen by the compiler"
)]

mod read_uninit;
mod register;

pub(crate) use read_uninit::poll_read_uninit;
pub(crate) use register::register;
