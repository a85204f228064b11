use std::{
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, Waker},
};

use anyrt_traits::{
    AnyRuntime,
    any::AnyUdpSocket,
    net::{DatagramSocket, Received, RecvMode, UdpNet, UdpOptions, UdpSocket, Waiter},
};

use super::relay::Relay;
use crate::fault::Fault;

pub(crate) struct WrongUdp {
    pub(crate) rt: AnyRuntime,
    pub(crate) fault: Fault,
}

impl UdpNet for WrongUdp {
    type UdpSocket = WrongUdpSocket;

    fn udp_bind(&self, addr: SocketAddr, options: &UdpOptions) -> io::Result<WrongUdpSocket> {
        Ok(WrongUdpSocket {
            inner: self.rt.udp_bind(addr, options)?,
            fault: self.fault,
            relay: Arc::default(),
            only_waiter: Mutex::default(),
        })
    }
}

pub(crate) struct WrongUdpSocket {
    inner: AnyUdpSocket,
    fault: Fault,
    relay: Arc<Relay>,
    only_waiter: Mutex<Waiter>,
}

impl DatagramSocket for WrongUdpSocket {
    type Addr = SocketAddr;

    fn poll_recv_from(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        buf: &mut [u8],
        mode: RecvMode,
    ) -> Poll<io::Result<Received<SocketAddr>>> {
        match self.fault {
            Fault::NeverTruncated => self
                .inner
                .poll_recv_from(cx, waiter, buf, mode)
                .map_ok(|received| Received::new(received.len, received.addr, false)),
            Fault::PeekTakes => self.inner.poll_recv_from(cx, waiter, buf, RecvMode::Take),
            Fault::OneReceiver => {
                self.relay.put(cx.waker());
                let waker = Waker::from(self.relay.clone());
                let mut only = self
                    .only_waiter
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner);
                let cx = &mut Context::from_waker(&waker);
                self.inner.poll_recv_from(cx, &mut only, buf, mode)
            }
            _ => {
                let polled = self.inner.poll_recv_from(cx, waiter, buf, mode);
                if polled.is_pending() {
                    Box::leak(Box::new(cx.waker().clone()));
                }
                polled
            }
        }
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

impl UdpSocket for WrongUdpSocket {
    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.inner.local_addr()
    }

    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.inner.peer_addr()
    }

    fn connect(&self, addr: SocketAddr) -> io::Result<()> {
        self.inner.connect(addr)
    }

    fn broadcast(&self) -> io::Result<bool> {
        self.inner.broadcast()
    }

    fn set_broadcast(&self, on: bool) -> io::Result<()> {
        self.inner.set_broadcast(on)
    }

    fn ttl(&self) -> io::Result<u32> {
        self.inner.ttl()
    }

    fn set_ttl(&self, hops: u32) -> io::Result<()> {
        self.inner.set_ttl(hops)
    }

    fn set_multicast_loop(&self, on: bool) -> io::Result<()> {
        self.inner.set_multicast_loop(on)
    }

    fn set_multicast_ttl(&self, hops: u32) -> io::Result<()> {
        self.inner.set_multicast_ttl(hops)
    }

    fn join_multicast_v4(&self, group: Ipv4Addr, interface: Ipv4Addr) -> io::Result<()> {
        self.inner.join_multicast_v4(group, interface)
    }

    fn leave_multicast_v4(&self, group: Ipv4Addr, interface: Ipv4Addr) -> io::Result<()> {
        self.inner.leave_multicast_v4(group, interface)
    }

    fn join_multicast_v6(&self, group: Ipv6Addr, interface: u32) -> io::Result<()> {
        self.inner.join_multicast_v6(group, interface)
    }

    fn leave_multicast_v6(&self, group: Ipv6Addr, interface: u32) -> io::Result<()> {
        self.inner.leave_multicast_v6(group, interface)
    }
}
