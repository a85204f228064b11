use std::{fmt, sync::Arc};

use crate::{
    fs::SendFs,
    io::ByteStream,
    net::{Resolve, TcpNet, UdpNet},
    random::Random,
    stdio::SendStdio,
    task::{Spawn, SpawnBlocking},
    time::{SystemClock, Timer},
};
#[cfg(unix)]
use crate::{
    net::{SendPlatformNet, SendReadiness},
    process::SendProcess,
    signal::SendSignal,
};

use super::{AnyRuntime, parts::Parts};

/// Puts an [`AnyRuntime`] together from parts.
///
/// Made by [`AnyRuntime::builder`] and [`AnyRuntime::to_builder`]. Each method puts a part in, or in the
/// place of the one that is there.
#[must_use = "a builder does nothing until it is built"]
pub struct AnyRuntimeBuilder {
    parts: Parts,
}

impl AnyRuntimeBuilder {
    pub(super) const fn from_parts(parts: Parts) -> Self {
        Self { parts }
    }

    /// Starts tasks with `part`.
    pub fn spawn(mut self, part: impl Spawn + Send + Sync + 'static) -> Self {
        self.parts.spawn = share(part, |parts| &parts.spawn, |part| part);
        self
    }

    /// Runs blocking closures with `part`.
    pub fn spawn_blocking(mut self, part: impl SpawnBlocking + Send + Sync + 'static) -> Self {
        self.parts.spawn_blocking = share(part, |parts| &parts.spawn_blocking, |part| part);
        self
    }

    /// Measures time and sleeps with `part`.
    pub fn timer(mut self, part: impl Timer<Sleep: Send + Sync> + Send + Sync + 'static) -> Self {
        self.parts.timer = share(part, |parts| &parts.timer, |part| part);
        self
    }

    /// Takes the time of day from `part`.
    pub fn system_clock(mut self, part: impl SystemClock + Send + Sync + 'static) -> Self {
        self.parts.system_clock = share(part, |parts| &parts.system_clock, |part| part);
        self
    }

    /// Takes random bytes from `part`.
    pub fn random(mut self, part: impl Random + Send + Sync + 'static) -> Self {
        self.parts.random = share(part, |parts| &parts.random, |part| part);
        self
    }

    /// Opens TCP connections with `part`, such as one that goes through a proxy.
    pub fn tcp(
        mut self,
        part: impl TcpNet<
            TcpStream: Send + Sync + ByteStream<ReadHalf: Send + Sync, WriteHalf: Send + Sync>,
            TcpConnect: Send,
            TcpListener: Send + Sync,
        > + Send
        + Sync
        + 'static,
    ) -> Self {
        self.parts.tcp = share(part, |parts| &parts.tcp, |part| part);
        self
    }

    /// Binds UDP sockets with `part`.
    pub fn udp(
        mut self,
        part: impl UdpNet<UdpSocket: Send + Sync> + Send + Sync + 'static,
    ) -> Self {
        self.parts.udp = share(part, |parts| &parts.udp, |part| part);
        self
    }

    /// Looks names up with `part`, such as one that answers from a table.
    pub fn resolve(mut self, part: impl Resolve<Lookup: Send> + Send + Sync + 'static) -> Self {
        self.parts.resolve = share(part, |parts| &parts.resolve, |part| part);
        self
    }

    /// Works on files and directories with `part`.
    pub fn fs(mut self, part: impl SendFs + 'static) -> Self {
        self.parts.fs = share(part, |parts| &parts.fs, |part| part);
        self
    }

    /// Takes the standard streams from `part`.
    pub fn stdio(mut self, part: impl SendStdio + 'static) -> Self {
        self.parts.stdio = share(part, |parts| &parts.stdio, |part| part);
        self
    }

    /// Opens Unix sockets with `part`.
    #[cfg(unix)]
    pub fn unix(mut self, part: impl SendPlatformNet + 'static) -> Self {
        self.parts.unix = share(part, |parts| &parts.unix, |part| part);
        self
    }

    /// Runs programs with `part`.
    #[cfg(unix)]
    pub fn process(mut self, part: impl SendProcess + 'static) -> Self {
        self.parts.process = share(part, |parts| &parts.process, |part| part);
        self
    }

    /// Listens for signals with `part`.
    #[cfg(unix)]
    pub fn signal(mut self, part: impl SendSignal + 'static) -> Self {
        self.parts.signal = share(part, |parts| &parts.signal, |part| part);
        self
    }

    /// Registers descriptors with `part`; without it, no runtime made by [`AnyRuntime::new`] does.
    #[cfg(unix)]
    pub fn readiness(mut self, part: impl SendReadiness + 'static) -> Self {
        self.parts.readiness = share(part, |parts| &parts.readiness, |part| part);
        self
    }

    /// Makes the runtime.
    #[must_use]
    pub fn build(self) -> AnyRuntime {
        AnyRuntime::from_parts(self.parts)
    }
}

/// Erases one part; from a runtime that is erased already, takes the part `of` it.
fn share<P: 'static, D: ?Sized>(
    part: P,
    of: impl Fn(&Parts) -> &Arc<D>,
    erase: impl Fn(Arc<P>) -> Arc<D>,
) -> Arc<D> {
    match AnyRuntime::inside(&part) {
        Some(erased) => Arc::clone(of(&erased.parts)),
        None => erase(Arc::new(part)),
    }
}

/// Shows the type that serves each part.
impl fmt::Debug for AnyRuntimeBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.fmt_as("AnyRuntimeBuilder", f)
    }
}
