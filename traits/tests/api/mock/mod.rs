//! A runtime without a system below it: tasks run when a test says so, time moves when a test says so,
//! and sockets write down what is asked of them.

mod blocking;
mod clock;
mod datagram;
mod handle;
mod listener;
mod log;
mod net;
mod os;
mod poll;
mod runtime;
mod stream;
mod task;

pub(crate) use clock::Clock;
pub(crate) use datagram::{Udp, UnixSocket};
pub(crate) use handle::Handle;
pub(crate) use listener::Script;
pub(crate) use log::Log;
pub(crate) use net::{FailingTcp, Tcp, addr, unix_addr};
pub(crate) use poll::{CountingWaker, now, poll_once};
pub(crate) use runtime::Mock;
pub(crate) use stream::Recorder;
