//! The one place of this crate that handles memory which may not be initialised.

#![expect(
    unsafe_code,
    reason = "telling initialised memory from uninitialised is what this module is for"
)]

mod read_cursor;
mod spare;

pub use read_cursor::ReadCursor;
pub(super) use spare::append_with;
