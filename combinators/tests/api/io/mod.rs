//! Copies, frames and bridges, over byte streams that follow a script.

mod bidirectional;
mod copy;
mod framed_read;
mod framed_write;
mod length;
mod lines;
#[cfg(feature = "tokio")]
mod tokio_io;
