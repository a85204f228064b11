//! The channels of each library.

mod all;
mod anyrt;
mod async_broadcast;
mod async_channel;
mod async_unsync;
mod asyncband;
mod crossfire;
mod flume;
mod futures_channel;
mod kanal;
mod loole;
mod oneshot;
mod postage;
mod tachyonix;
mod tokio;

pub(crate) use all::{LIBRARIES, broadcasts, locals, oneshots, queues, watches};
