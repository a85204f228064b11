use std::{
    future::{Ready, ready},
    io,
    net::SocketAddr,
    os::unix::net::SocketAddr as UnixAddr,
    path::Path,
};

use anyrt_traits::net::{
    PlatformNet, Resolve, TcpConnectOptions, TcpListenOptions, TcpNet, UdpNet, UdpOptions,
    UnixListenOptions,
};

use super::{Log, Recorder, Script, Udp, UnixSocket, listener::UnixScript};

/// A network whose sockets write down what is asked of them; every `KIND` has a stream type of its own.
#[derive(Clone)]
pub(crate) struct Tcp<const KIND: u8>(pub(crate) Log);

/// An address of this machine with this port.
pub(crate) fn addr(port: u16) -> SocketAddr {
    ([127, 0, 0, 1], port).into()
}

/// The address of a Unix socket at this path.
pub(crate) fn unix_addr(path: &str) -> UnixAddr {
    UnixAddr::from_pathname(path).expect("the path is short")
}

impl<const KIND: u8> TcpNet for Tcp<KIND> {
    type TcpStream = Recorder<KIND>;
    type TcpConnect = Ready<io::Result<Recorder<KIND>>>;
    type TcpListener = Script<Recorder<KIND>>;

    fn tcp_connect(&self, addr: SocketAddr, options: &TcpConnectOptions) -> Self::TcpConnect {
        let nodelay = options.nodelay;
        self.0
            .push(format!("tcp_connect {addr} nodelay {nodelay} on {KIND}"));
        ready(Ok(Recorder::new(&self.0)))
    }

    fn tcp_listen(
        &self,
        addr: SocketAddr,
        options: &TcpListenOptions,
    ) -> io::Result<Self::TcpListener> {
        let backlog = options.backlog;
        self.0
            .push(format!("tcp_listen {addr} backlog {backlog} on {KIND}"));
        Ok(Script::new(&self.0, [Ok(Recorder::new(&self.0))]))
    }
}

impl<const KIND: u8> UdpNet for Tcp<KIND> {
    type UdpSocket = Udp;

    fn udp_bind(&self, addr: SocketAddr, options: &UdpOptions) -> io::Result<Udp> {
        let reuse = options.reuse_addr;
        self.0
            .push(format!("udp_bind {addr} reuse {reuse} on {KIND}"));
        Ok(Udp(self.0.clone()))
    }
}

impl<const KIND: u8> Resolve for Tcp<KIND> {
    type Lookup = Ready<io::Result<Vec<SocketAddr>>>;

    fn resolve(&self, host: &str, port: u16) -> Self::Lookup {
        self.0.push(format!("resolve {host} on {KIND}"));
        ready(Ok(vec![addr(port), addr(port + 1)]))
    }
}

impl<const KIND: u8> PlatformNet for Tcp<KIND> {
    type UnixStream = Recorder<KIND>;
    type UnixConnect = Ready<io::Result<Recorder<KIND>>>;
    type UnixListener = UnixScript<Recorder<KIND>>;
    type UnixDatagram = UnixSocket;

    fn unix_connect(&self, path: &Path) -> Self::UnixConnect {
        self.0
            .push(format!("unix_connect {} on {KIND}", path.display()));
        ready(Ok(Recorder::new(&self.0)))
    }

    fn unix_listen(
        &self,
        path: &Path,
        options: &UnixListenOptions,
    ) -> io::Result<Self::UnixListener> {
        let backlog = options.backlog;
        self.0.push(format!(
            "unix_listen {} backlog {backlog} on {KIND}",
            path.display()
        ));
        let script = Script::new(&self.0, [Ok(Recorder::new(&self.0))]);
        Ok(UnixScript(script))
    }

    fn unix_pair(&self) -> io::Result<(Self::UnixStream, Self::UnixStream)> {
        self.0.push(format!("unix_pair on {KIND}"));
        Ok((Recorder::new(&self.0), Recorder::new(&self.0)))
    }

    fn unix_datagram(&self, path: Option<&Path>) -> io::Result<UnixSocket> {
        self.0.push(format!("unix_datagram {path:?} on {KIND}"));
        Ok(UnixSocket(self.0.clone()))
    }

    fn unix_datagram_pair(&self) -> io::Result<(UnixSocket, UnixSocket)> {
        self.0.push(format!("unix_datagram_pair on {KIND}"));
        Ok((UnixSocket(self.0.clone()), UnixSocket(self.0.clone())))
    }
}

/// A host of which the address with port `good`, if any, answers.
pub(crate) struct FailingTcp {
    pub(crate) net: Tcp<1>,
    pub(crate) good: Option<u16>,
    pub(crate) addresses: Vec<SocketAddr>,
}

impl TcpNet for FailingTcp {
    type TcpStream = Recorder<1>;
    type TcpConnect = Ready<io::Result<Recorder<1>>>;
    type TcpListener = Script<Recorder<1>>;

    fn tcp_connect(&self, addr: SocketAddr, options: &TcpConnectOptions) -> Self::TcpConnect {
        let connect = self.net.tcp_connect(addr, options);
        if self.good == Some(addr.port()) {
            return connect;
        }
        let refused = io::Error::new(io::ErrorKind::ConnectionRefused, addr.to_string());
        ready(Err(refused))
    }

    fn tcp_listen(
        &self,
        addr: SocketAddr,
        options: &TcpListenOptions,
    ) -> io::Result<Self::TcpListener> {
        self.net.tcp_listen(addr, options)
    }
}

impl Resolve for FailingTcp {
    type Lookup = Ready<io::Result<Vec<SocketAddr>>>;

    fn resolve(&self, _host: &str, _port: u16) -> Self::Lookup {
        ready(Ok(self.addresses.clone()))
    }
}
