//! What the tests poll by hand: wakers that count, streams and sinks that follow a script.

mod poll;
mod sink;
mod stream;

pub(crate) use poll::{Counter, is_pending, now, poll, poll_once};
pub(crate) use sink::Recorder;
pub(crate) use stream::Script;
