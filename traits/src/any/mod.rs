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
mod fs;
mod halves;
mod map_listener;
mod map_ok;
mod mirror;
mod parts;
#[cfg(unix)]
mod process;
mod random;
#[cfg(unix)]
mod readiness;
mod resolve;
mod runtime;
#[cfg(unix)]
mod signal;
mod stdio;
mod task;
mod tcp;
mod time;
mod udp;
#[cfg(unix)]
mod unix;

pub use builder::AnyRuntimeBuilder;
pub use fs::{AnyFile, AnyFsFuture, AnyReadAt, AnyReadDir, AnyWriteAt};
#[cfg(unix)]
pub use process::{AnyChild, AnyChildInput, AnyChildOutput};
#[cfg(unix)]
pub use readiness::AnyReadySource;
pub use resolve::AnyLookup;
pub use runtime::AnyRuntime;
#[cfg(unix)]
pub use signal::AnySignals;
pub use stdio::{AnyStdin, AnyStdout};
pub use task::AnyJoinHandle;
pub use tcp::{AnyTcpConnect, AnyTcpListener, AnyTcpReadHalf, AnyTcpStream, AnyTcpWriteHalf};
pub use time::AnySleep;
pub use udp::AnyUdpSocket;
#[cfg(unix)]
pub use unix::{
    AnyUnixConnect, AnyUnixDatagram, AnyUnixListener, AnyUnixReadHalf, AnyUnixStream,
    AnyUnixWriteHalf,
};
