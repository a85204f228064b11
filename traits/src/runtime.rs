//! The bundles of capabilities that code asks for.

use crate::{
    fs::SendFs,
    io::ByteStream,
    net::{Net, Resolve, TcpNet, UdpNet},
    random::Random,
    stdio::SendStdio,
    task::{Spawn, SpawnBlocking},
    time::{SystemClock, Timer},
};
#[cfg(unix)]
use crate::{net::SendPlatformNet, process::SendProcess, signal::SendSignal};

/// Any runtime, also one whose futures and sockets stay on one thread.
///
/// Implemented for every handle that has the parts; nobody implements it by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a runtime",
    label = "needs `Timer`, `SystemClock`, `Random`, `Net` and `Clone`",
    note = "pass a handle, such as the argument of `block_on`, not the owner it came from"
)]
pub trait LocalRuntime: Timer + SystemClock + Random + Net + Clone + 'static {}

impl<T> LocalRuntime for T where T: Timer + SystemClock + Random + Net + Clone + 'static {}

/// Any runtime whose tasks, futures and sockets may move between threads: the everyday bound.
///
/// Implemented for every handle that has the parts; nobody implements it by hand. Every associated
/// future and socket is `Send` here, also in generic code, without a further bound.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `Runtime`",
    label = "needs to spawn tasks that are `Send`, from any thread",
    note = "a handle that spawns on its own thread is a `LocalRuntime`; an owner has a `handle()`"
)]
pub trait Runtime:
    LocalRuntime
    + Send
    + Sync
    + Spawn
    + SpawnBlocking
    + Timer<Sleep: Send + Sync>
    + TcpNet<
        TcpStream: Send + Sync + ByteStream<ReadHalf: Send + Sync, WriteHalf: Send + Sync>,
        TcpConnect: Send,
        TcpListener: Send + Sync,
    > + UdpNet<UdpSocket: Send + Sync>
    + Resolve<Lookup: Send>
{
}

impl<T> Runtime for T where
    T: LocalRuntime
        + Send
        + Sync
        + Spawn
        + SpawnBlocking
        + Timer<Sleep: Send + Sync>
        + TcpNet<
            TcpStream: Send + Sync + ByteStream<ReadHalf: Send + Sync, WriteHalf: Send + Sync>,
            TcpConnect: Send,
            TcpListener: Send + Sync,
        > + UdpNet<UdpSocket: Send + Sync>
        + Resolve<Lookup: Send>
{
}

/// A [`Runtime`] with what an operating system adds: files, processes, signals, the standard streams, and
/// the sockets of Unix.
///
/// Implemented for every handle that has the parts; nobody implements it by hand. It is what
/// [`AnyRuntime::new`](crate::AnyRuntime::new) takes.
#[cfg(unix)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an `OsRuntime`",
    label = "needs `Runtime`, `Fs`, `Process`, `Signal`, `Stdio` and `PlatformNet`"
)]
pub trait OsRuntime:
    Runtime + SendFs + SendProcess + SendSignal + SendStdio + SendPlatformNet
{
}

#[cfg(unix)]
impl<T> OsRuntime for T where
    T: Runtime + SendFs + SendProcess + SendSignal + SendStdio + SendPlatformNet
{
}

/// A [`Runtime`] with what an operating system adds: files and the standard streams.
///
/// Implemented for every handle that has the parts; nobody implements it by hand.
#[cfg(not(unix))]
pub trait OsRuntime: Runtime + SendFs + SendStdio {}

#[cfg(not(unix))]
impl<T: Runtime + SendFs + SendStdio> OsRuntime for T {}
