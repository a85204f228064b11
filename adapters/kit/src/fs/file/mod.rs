//! An open file.
//!
//! The system's own position is the one that counts, so that what shares it with others works. What is
//! read ahead of it is taken back before the position matters: to a write, a seek, a clone.

mod opened;
mod positioned;
mod reader;
mod request;
mod requests;
mod shared_file;

pub use opened::Opened;
pub use positioned::{ReadAt, WriteAt};
pub use shared_file::File;
