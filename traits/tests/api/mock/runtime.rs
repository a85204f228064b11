use std::{
    io,
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant, SystemTime},
};

use anyrt_traits::{
    net::{
        PlatformNet, Resolve, TcpConnectOptions, TcpListenOptions, TcpNet, UdpNet, UdpOptions,
        UnixListenOptions,
    },
    random::Random,
    task::{Spawn, SpawnBlocking},
    time::{SystemClock, Timer},
};

use super::{Clock, Handle, Log, Tcp, blocking::Calls, task::Tasks};

/// A whole runtime; every `KIND` is a type of its own, with stream types of its own.
#[derive(Clone)]
pub(crate) struct Mock<const KIND: u8> {
    pub(crate) log: Log,
    pub(crate) tasks: Tasks,
    pub(crate) calls: Calls,
    pub(crate) clock: Clock,
    pub(crate) net: Tcp<KIND>,
}

impl<const KIND: u8> Mock<KIND> {
    pub(crate) fn new() -> Self {
        let log = Log::default();
        Self {
            tasks: Tasks::default(),
            calls: Calls::default(),
            clock: Clock::new(&log),
            net: Tcp(log.clone()),
            log,
        }
    }
}

impl<const KIND: u8> Spawn for Mock<KIND> {
    type JoinHandle<T: Send + 'static> = Handle<T>;

    fn spawn<F>(&self, future: F) -> Handle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        self.tasks.spawn(future)
    }
}

impl<const KIND: u8> SpawnBlocking for Mock<KIND> {
    type BlockingHandle<T: Send + 'static> = Handle<T>;

    fn spawn_blocking<F, T>(&self, closure: F) -> Handle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        self.calls.spawn_blocking(closure)
    }
}

impl<const KIND: u8> Timer for Mock<KIND> {
    type Sleep = <Clock as Timer>::Sleep;

    fn now(&self) -> Instant {
        self.clock.now()
    }

    fn sleep(&self, duration: Duration) -> Self::Sleep {
        self.clock.sleep(duration)
    }

    fn sleep_until(&self, deadline: Instant) -> Self::Sleep {
        self.clock.sleep_until(deadline)
    }
}

impl<const KIND: u8> SystemClock for Mock<KIND> {
    fn system_time(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(KIND.into())
    }
}

impl<const KIND: u8> Random for Mock<KIND> {
    fn fill_random(&self, buf: &mut [u8]) {
        buf.fill(KIND);
    }
}

impl<const KIND: u8> TcpNet for Mock<KIND> {
    type TcpStream = <Tcp<KIND> as TcpNet>::TcpStream;
    type TcpConnect = <Tcp<KIND> as TcpNet>::TcpConnect;
    type TcpListener = <Tcp<KIND> as TcpNet>::TcpListener;

    fn tcp_connect(&self, addr: SocketAddr, options: &TcpConnectOptions) -> Self::TcpConnect {
        self.net.tcp_connect(addr, options)
    }

    fn tcp_listen(
        &self,
        addr: SocketAddr,
        options: &TcpListenOptions,
    ) -> io::Result<Self::TcpListener> {
        self.net.tcp_listen(addr, options)
    }
}

impl<const KIND: u8> UdpNet for Mock<KIND> {
    type UdpSocket = <Tcp<KIND> as UdpNet>::UdpSocket;

    fn udp_bind(&self, addr: SocketAddr, options: &UdpOptions) -> io::Result<Self::UdpSocket> {
        self.net.udp_bind(addr, options)
    }
}

impl<const KIND: u8> Resolve for Mock<KIND> {
    type Lookup = <Tcp<KIND> as Resolve>::Lookup;

    fn resolve(&self, host: &str, port: u16) -> Self::Lookup {
        self.net.resolve(host, port)
    }
}

impl<const KIND: u8> PlatformNet for Mock<KIND> {
    type UnixStream = <Tcp<KIND> as PlatformNet>::UnixStream;
    type UnixConnect = <Tcp<KIND> as PlatformNet>::UnixConnect;
    type UnixListener = <Tcp<KIND> as PlatformNet>::UnixListener;
    type UnixDatagram = <Tcp<KIND> as PlatformNet>::UnixDatagram;

    fn unix_connect(&self, path: &Path) -> Self::UnixConnect {
        self.net.unix_connect(path)
    }

    fn unix_listen(
        &self,
        path: &Path,
        options: &UnixListenOptions,
    ) -> io::Result<Self::UnixListener> {
        self.net.unix_listen(path, options)
    }

    fn unix_pair(&self) -> io::Result<(Self::UnixStream, Self::UnixStream)> {
        self.net.unix_pair()
    }

    fn unix_datagram(&self, path: Option<&Path>) -> io::Result<Self::UnixDatagram> {
        self.net.unix_datagram(path)
    }

    fn unix_datagram_pair(&self) -> io::Result<(Self::UnixDatagram, Self::UnixDatagram)> {
        self.net.unix_datagram_pair()
    }
}
