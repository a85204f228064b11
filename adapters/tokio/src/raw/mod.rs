//! Reading through tokio into memory that is not initialised.

#![expect(
    unsafe_code,
    reason = "tokio's buffer tells what it initialised, which the compiler cannot see"
)]

mod read_uninit;

pub(crate) use read_uninit::poll_read_uninit;
