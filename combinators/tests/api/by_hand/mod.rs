//! What the tests poll by hand: wakers that count, a clock that moves when it is told to, streams and
//! sinks that follow a script.

mod clock;
mod poll;
mod sink;
mod stream;
mod tasks;
mod wire;

pub(crate) use clock::Clock;
pub(crate) use poll::{Counter, is_pending, ms, next, now, poll, poll_once};
pub(crate) use sink::Recorder;
pub(crate) use stream::Script;
pub(crate) use tasks::{Handle, Tasks};
pub(crate) use wire::{Read, Wire, Write};
