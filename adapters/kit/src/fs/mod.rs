//! Files and directories by system calls that block, on the threads of a [`Pool`](crate::pool::Pool).

mod copy;
mod file;
mod open;
mod operation;
pub mod path;
mod read_dir;
mod replace;

pub use file::{File, Opened, ReadAt, WriteAt};
pub use open::{Open, OpenDir, OpenFile};
pub use operation::FsOperation;
pub use read_dir::ReadDir;
