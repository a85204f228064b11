use std::{
    fmt, io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    task::{Context, Poll},
};

use super::{AnyRuntime, mirror::debug_by_name, parts::Part};
use crate::net::{DatagramSocket, Received, RecvMode, UdpNet, UdpOptions, UdpSocket, Waiter};

pub(super) trait DynUdpNet: Part {
    fn bind(&self, addr: SocketAddr, options: &UdpOptions) -> io::Result<AnyUdpSocket>;
}

impl<N: UdpNet<UdpSocket: Send + Sync> + Send + Sync> DynUdpNet for N {
    fn bind(&self, addr: SocketAddr, options: &UdpOptions) -> io::Result<AnyUdpSocket> {
        let inner = Box::new(self.udp_bind(addr, options)?);
        Ok(AnyUdpSocket { inner })
    }
}

impl UdpNet for AnyRuntime {
    type UdpSocket = AnyUdpSocket;

    fn udp_bind(&self, addr: SocketAddr, options: &UdpOptions) -> io::Result<AnyUdpSocket> {
        self.parts.udp.bind(addr, options)
    }
}

/// The UDP socket of an [`AnyRuntime`].
///
/// Any number of tasks may send and receive at once, as the socket inside serves them.
pub struct AnyUdpSocket {
    inner: Box<dyn UdpSocket + Send + Sync>,
}

impl DatagramSocket for AnyUdpSocket {
    type Addr = SocketAddr;

    fn poll_recv_from(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        buf: &mut [u8],
        mode: RecvMode,
    ) -> Poll<io::Result<Received<SocketAddr>>> {
        self.inner.poll_recv_from(cx, waiter, buf, mode)
    }

    fn poll_send_to(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        buf: &[u8],
        target: Option<&SocketAddr>,
    ) -> Poll<io::Result<usize>> {
        self.inner.poll_send_to(cx, waiter, buf, target)
    }
}

macro_rules! forward {
    ($($method:ident($($arg:ident: $ty:ty),*) -> $result:ty;)*) => {
        #[deny(clippy::missing_trait_methods)]
        impl UdpSocket for AnyUdpSocket {
            $(fn $method(&self $(, $arg: $ty)*) -> $result {
                self.inner.$method($($arg),*)
            })*
        }
    };
}

forward! {
    local_addr() -> io::Result<SocketAddr>;
    peer_addr() -> io::Result<SocketAddr>;
    connect(addr: SocketAddr) -> io::Result<()>;
    broadcast() -> io::Result<bool>;
    set_broadcast(on: bool) -> io::Result<()>;
    ttl() -> io::Result<u32>;
    set_ttl(hops: u32) -> io::Result<()>;
    set_multicast_loop(on: bool) -> io::Result<()>;
    set_multicast_ttl(hops: u32) -> io::Result<()>;
    join_multicast_v4(group: Ipv4Addr, interface: Ipv4Addr) -> io::Result<()>;
    leave_multicast_v4(group: Ipv4Addr, interface: Ipv4Addr) -> io::Result<()>;
    join_multicast_v6(group: Ipv6Addr, interface: u32) -> io::Result<()>;
    leave_multicast_v6(group: Ipv6Addr, interface: u32) -> io::Result<()>;
}

debug_by_name!(AnyUdpSocket);
