//! Socket options for types that have a descriptor, forwarded once.

/// Implements [`TcpStream`](anyrt_traits::net::TcpStream) for a byte stream that is `AsFd`.
#[macro_export]
macro_rules! tcp_stream_options {
    ($type:ty) => {
        $crate::forward_options!($crate::traits::net::TcpStream, $type, {
            peer_addr => ip_peer_addr() -> std::net::SocketAddr;
            local_addr => ip_local_addr() -> std::net::SocketAddr;
            nodelay => nodelay() -> bool;
            set_nodelay => set_nodelay(on: bool) -> ();
            ttl => ttl() -> u32;
            set_ttl => set_ttl(hops: u32) -> ();
            linger => linger() -> Option<std::time::Duration>;
            set_linger => set_linger(time: Option<std::time::Duration>) -> ();
            keepalive => keepalive() -> Option<$crate::traits::net::TcpKeepalive>;
            set_keepalive => set_keepalive(
                keepalive: Option<$crate::traits::net::TcpKeepalive>
            ) -> ();
            recv_buffer_size => recv_buffer_size() -> usize;
            set_recv_buffer_size => set_recv_buffer_size(bytes: usize) -> ();
            send_buffer_size => send_buffer_size() -> usize;
            set_send_buffer_size => set_send_buffer_size(bytes: usize) -> ();
        });
    };
}

/// Implements [`UdpSocket`](anyrt_traits::net::UdpSocket) for a datagram socket that is `AsFd`.
#[macro_export]
macro_rules! udp_socket_options {
    ($type:ty) => {
        $crate::forward_options!($crate::traits::net::UdpSocket, $type, {
            local_addr => ip_local_addr() -> std::net::SocketAddr;
            peer_addr => ip_peer_addr() -> std::net::SocketAddr;
            connect => udp_connect(addr: std::net::SocketAddr) -> ();
            broadcast => broadcast() -> bool;
            set_broadcast => set_broadcast(on: bool) -> ();
            ttl => ttl() -> u32;
            set_ttl => set_ttl(hops: u32) -> ();
            set_multicast_loop => set_multicast_loop(on: bool) -> ();
            set_multicast_ttl => set_multicast_ttl(hops: u32) -> ();
            join_multicast_v4 => join_multicast_v4(
                group: std::net::Ipv4Addr,
                interface: std::net::Ipv4Addr
            ) -> ();
            leave_multicast_v4 => leave_multicast_v4(
                group: std::net::Ipv4Addr,
                interface: std::net::Ipv4Addr
            ) -> ();
            join_multicast_v6 => join_multicast_v6(
                group: std::net::Ipv6Addr,
                interface: u32
            ) -> ();
            leave_multicast_v6 => leave_multicast_v6(
                group: std::net::Ipv6Addr,
                interface: u32
            ) -> ();
        });
    };
}

/// Implements a trait whose methods are those of an options trait of this crate.
#[doc(hidden)]
#[macro_export]
macro_rules! forward_options {
    ($trait:path, $type:ty, {
        $($method:ident => $by:ident($($arg:ident: $arg_type:ty),*) -> $output:ty;)*
    }) => {
        impl $trait for $type {
            $(
                fn $method(&self, $($arg: $arg_type),*) -> std::io::Result<$output> {
                    let fd = std::os::fd::AsFd::as_fd(self);
                    $crate::socket::SocketOptions::$by(&fd, $($arg),*)
                }
            )*
        }
    };
}
