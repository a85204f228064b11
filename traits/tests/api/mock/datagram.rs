use std::{
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    path::Path,
    task::{Context, Poll},
};

use anyrt_traits::net::{
    DatagramSocket, Received, RecvMode, UdpSocket, UnixAddr, UnixDatagram, Waiter,
};

use super::{Log, addr, unix_addr};

/// A UDP socket that writes down each call.
pub(crate) struct Udp(pub(crate) Log);

/// A Unix datagram socket that writes down each call.
pub(crate) struct UnixSocket(pub(crate) Log);

/// Receives give "dgram", cut to the buffer.
macro_rules! record_datagrams {
    ($type:ident, $addr:ty, $sender:expr) => {
        impl DatagramSocket for $type {
            type Addr = $addr;

            fn poll_recv_from(
                &self,
                _cx: &mut Context<'_>,
                _waiter: &mut Waiter,
                buf: &mut [u8],
                mode: RecvMode,
            ) -> Poll<io::Result<Received<$addr>>> {
                self.0.push(format!("poll_recv_from {mode:?}"));
                let len = buf.len().min(5);
                buf[..len].copy_from_slice(&b"dgram"[..len]);
                Poll::Ready(Ok(Received::new(len, $sender, len < 5)))
            }

            fn poll_send_to(
                &self,
                _cx: &mut Context<'_>,
                _waiter: &mut Waiter,
                buf: &[u8],
                target: Option<&$addr>,
            ) -> Poll<io::Result<usize>> {
                self.0.push(format!("poll_send_to {target:?}"));
                Poll::Ready(Ok(buf.len()))
            }
        }
    };
}

record_datagrams!(Udp, SocketAddr, addr(10));
record_datagrams!(UnixSocket, UnixAddr, unix_addr("/sender"));

macro_rules! record {
    ($($method:ident($($arg:ident: $ty:ty),*) -> $result:ty { $value:expr })*) => {
        $(fn $method(&self $(, $arg: $ty)*) -> io::Result<$result> {
            let entry = String::from(stringify!($method));
            $(let entry = format!("{entry} {:?}", $arg);)*
            self.0.push(entry);
            Ok($value)
        })*
    };
}

impl UdpSocket for Udp {
    record! {
        local_addr() -> SocketAddr { addr(11) }
        peer_addr() -> SocketAddr { addr(12) }
        connect(addr: SocketAddr) -> () { () }
        broadcast() -> bool { true }
        set_broadcast(on: bool) -> () { () }
        ttl() -> u32 { 13 }
        set_ttl(hops: u32) -> () { () }
        set_multicast_loop(on: bool) -> () { () }
        set_multicast_ttl(hops: u32) -> () { () }
        join_multicast_v4(group: Ipv4Addr, interface: Ipv4Addr) -> () { () }
        leave_multicast_v4(group: Ipv4Addr, interface: Ipv4Addr) -> () { () }
        join_multicast_v6(group: Ipv6Addr, interface: u32) -> () { () }
        leave_multicast_v6(group: Ipv6Addr, interface: u32) -> () { () }
    }
}

impl UnixDatagram for UnixSocket {
    record! {
        local_addr() -> UnixAddr { unix_addr("/here") }
        peer_addr() -> UnixAddr { unix_addr("/there") }
        connect(path: &Path) -> () { () }
    }
}
