use std::{net::SocketAddr, time::Duration};

/// Says how to open a TCP connection.
///
/// The default is a connection as the system makes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct TcpConnectOptions {
    /// The address to connect from; the system's choice if `None`.
    pub local_addr: Option<SocketAddr>,
    /// Whether `local_addr` may be one that an earlier connection still holds in TIME-WAIT.
    pub reuse_addr: bool,
    /// Whether small writes are sent at once (`TCP_NODELAY`).
    pub nodelay: bool,
    /// How the connection is probed while idle; not at all if `None`.
    pub keepalive: Option<TcpKeepalive>,
    /// The size of the receive buffer in bytes, which the system may round; its choice if `None`.
    pub recv_buffer_size: Option<usize>,
    /// The size of the send buffer in bytes, which the system may round; its choice if `None`.
    pub send_buffer_size: Option<usize>,
}

impl TcpConnectOptions {
    /// Makes options that change nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`local_addr`](Self::local_addr).
    #[must_use]
    pub const fn local_addr(mut self, addr: SocketAddr) -> Self {
        self.local_addr = Some(addr);
        self
    }

    /// Sets [`reuse_addr`](Self::reuse_addr).
    #[must_use]
    pub const fn reuse_addr(mut self, on: bool) -> Self {
        self.reuse_addr = on;
        self
    }

    /// Sets [`nodelay`](Self::nodelay).
    #[must_use]
    pub const fn nodelay(mut self, on: bool) -> Self {
        self.nodelay = on;
        self
    }

    /// Sets [`keepalive`](Self::keepalive).
    #[must_use]
    pub const fn keepalive(mut self, keepalive: TcpKeepalive) -> Self {
        self.keepalive = Some(keepalive);
        self
    }

    /// Sets [`recv_buffer_size`](Self::recv_buffer_size).
    #[must_use]
    pub const fn recv_buffer_size(mut self, bytes: usize) -> Self {
        self.recv_buffer_size = Some(bytes);
        self
    }

    /// Sets [`send_buffer_size`](Self::send_buffer_size).
    #[must_use]
    pub const fn send_buffer_size(mut self, bytes: usize) -> Self {
        self.send_buffer_size = Some(bytes);
        self
    }
}

/// Says how an idle connection is probed.
///
/// Times are rounded down to whole seconds, and are at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TcpKeepalive {
    /// How long the connection is idle before the first probe.
    pub idle: Duration,
    /// The time between probes; the system's choice if `None`.
    pub interval: Option<Duration>,
    /// The number of unanswered probes after which the connection is dead; the system's choice if `None`.
    pub retries: Option<u32>,
}

impl TcpKeepalive {
    /// Probes a connection that was idle for so long, with the system's interval and retries.
    #[must_use]
    pub const fn new(idle: Duration) -> Self {
        Self {
            idle,
            interval: None,
            retries: None,
        }
    }

    /// Sets [`interval`](Self::interval).
    #[must_use]
    pub const fn interval(mut self, interval: Duration) -> Self {
        self.interval = Some(interval);
        self
    }

    /// Sets [`retries`](Self::retries).
    #[must_use]
    pub const fn retries(mut self, retries: u32) -> Self {
        self.retries = Some(retries);
        self
    }
}

/// Says how to listen for TCP connections.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TcpListenOptions {
    /// How many connections may wait to be accepted, which the system may cap. Default 1024.
    pub backlog: u32,
    /// Whether an address that earlier connections still hold in TIME-WAIT may be bound again. Default
    /// `true`; without effect on Windows, where it would let others steal the address.
    pub reuse_addr: bool,
    /// Whether several listeners may share the address, connections being spread among them
    /// (`SO_REUSEPORT`). Default `false`; an error where the system has no such option.
    pub reuse_port: bool,
    /// Whether a listener on an IPv6 address refuses IPv4. Default `false`: dual-stack.
    pub only_v6: bool,
}

impl TcpListenOptions {
    /// Makes the default options.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            backlog: 1024,
            reuse_addr: true,
            reuse_port: false,
            only_v6: false,
        }
    }

    /// Sets [`backlog`](Self::backlog).
    #[must_use]
    pub const fn backlog(mut self, backlog: u32) -> Self {
        self.backlog = backlog;
        self
    }

    /// Sets [`reuse_addr`](Self::reuse_addr).
    #[must_use]
    pub const fn reuse_addr(mut self, on: bool) -> Self {
        self.reuse_addr = on;
        self
    }

    /// Sets [`reuse_port`](Self::reuse_port).
    #[must_use]
    pub const fn reuse_port(mut self, on: bool) -> Self {
        self.reuse_port = on;
        self
    }

    /// Sets [`only_v6`](Self::only_v6).
    #[must_use]
    pub const fn only_v6(mut self, on: bool) -> Self {
        self.only_v6 = on;
        self
    }
}

impl Default for TcpListenOptions {
    fn default() -> Self {
        Self::new()
    }
}
