//! The erased runtime: any [`OsRuntime`](crate::OsRuntime), or parts of several, behind one type.
//!
//! [`AnyRuntime`] implements the traits of this crate as every other runtime does, so generic code takes
//! it as it is; the other types here are its tasks, timers and sockets. What it costs over the runtime
//! inside: a call through a table per operation, an allocation per sleep, look-up, connection attempt and
//! socket, and two per task.

mod absent;
mod builder;
mod exclusive;
mod forward;
mod halves;
mod map_listener;
mod map_ok;
mod mirror;
mod parts;
mod random;
mod resolve;
mod runtime;
mod task;
mod tcp;
mod time;
mod udp;
#[cfg(unix)]
mod unix;

pub use builder::AnyRuntimeBuilder;
pub use resolve::AnyLookup;
pub use runtime::AnyRuntime;
pub use task::AnyJoinHandle;
pub use tcp::{AnyTcpConnect, AnyTcpListener, AnyTcpReadHalf, AnyTcpStream, AnyTcpWriteHalf};
pub use time::AnySleep;
pub use udp::AnyUdpSocket;
#[cfg(unix)]
pub use unix::{
    AnyUnixConnect, AnyUnixDatagram, AnyUnixListener, AnyUnixReadHalf, AnyUnixStream,
    AnyUnixWriteHalf,
};
