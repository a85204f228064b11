//! B10: options set on a socket are visible to the system and read back.

use std::{
    io::{ErrorKind, Read},
    net::{Ipv6Addr, SocketAddr},
    time::Duration,
};

use anyrt_traits::net::{
    ListenerExt, TcpConnectOptions, TcpKeepalive, TcpListenOptions, TcpListener, TcpNet, TcpStream,
    UdpNet, UdpOptions, UdpSocket,
};

use super::flavour::Owner;
use crate::harness::{LOCALHOST, tcp_listener, tcp_pair, tcp_with_peer, udp_socket};

pub fn nodelay_reads_back<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (connected, accepted) = tcp_pair(&rt).await;
        for stream in [connected, accepted] {
            for on in [true, false] {
                stream.set_nodelay(on).expect("an open socket");
                assert_eq!(stream.nodelay().expect("an open socket"), on);
            }
        }
    });
}

pub fn ttl_reads_back<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, _peer) = tcp_with_peer(&rt).await;
        stream.set_ttl(41).expect("an open socket");
        assert_eq!(stream.ttl().expect("an open socket"), 41);
        let (socket, _) = udp_socket(&rt);
        socket.set_ttl(42).expect("an open socket");
        assert_eq!(socket.ttl().expect("an open socket"), 42);
    });
}

pub fn the_hop_limit_of_version_six_reads_back<O: Owner>(make: fn() -> O) {
    if !crate::harness::has_version_six() {
        return;
    }
    make().block_on(async |rt| {
        let addr = SocketAddr::from((Ipv6Addr::LOCALHOST, 0));
        let listener = rt
            .tcp_listen(addr, &TcpListenOptions::new())
            .expect("a free port");
        let addr = listener.local_addr().expect("a bound socket");
        let stream = rt.tcp_connect(addr, &TcpConnectOptions::new()).await;
        let stream = stream.expect("somebody listens");
        stream.set_ttl(41).expect("an open socket");
        assert_eq!(stream.ttl().expect("an open socket"), 41);
        let any = SocketAddr::from((Ipv6Addr::LOCALHOST, 0));
        let socket = rt.udp_bind(any, &UdpOptions::new()).expect("a free port");
        socket.set_ttl(42).expect("an open socket");
        assert_eq!(socket.ttl().expect("an open socket"), 42);
    });
}

pub fn linger_reads_back<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, _peer) = tcp_with_peer(&rt).await;
        assert_eq!(stream.linger().expect("an open socket"), None);
        for time in [Some(Duration::from_secs(3)), Some(Duration::ZERO), None] {
            stream.set_linger(time).expect("an open socket");
            assert_eq!(stream.linger().expect("an open socket"), time);
        }
    });
}

pub fn a_linger_of_zero_resets_the_peer<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, mut peer) = tcp_with_peer(&rt).await;
        stream
            .set_linger(Some(Duration::ZERO))
            .expect("an open socket");
        drop(stream);
        let error = peer.read(&mut [0; 4]).expect_err("a reset");
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    });
}

pub fn keepalive_reads_back<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, _peer) = tcp_with_peer(&rt).await;
        assert_eq!(stream.keepalive().expect("an open socket"), None);
        let keepalive = TcpKeepalive::new(Duration::from_secs(60))
            .interval(Duration::from_secs(7))
            .retries(5);
        stream
            .set_keepalive(Some(keepalive))
            .expect("an open socket");
        assert_eq!(stream.keepalive().expect("an open socket"), Some(keepalive));
        stream.set_keepalive(None).expect("an open socket");
        assert_eq!(stream.keepalive().expect("an open socket"), None);
    });
}

pub fn buffer_sizes_read_back<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, _peer) = tcp_with_peer(&rt).await;
        stream.set_recv_buffer_size(20_000).expect("an open socket");
        stream.set_send_buffer_size(30_000).expect("an open socket");
        // The system may round up, and Linux doubles.
        let received = stream.recv_buffer_size().expect("an open socket");
        let sent = stream.send_buffer_size().expect("an open socket");
        assert!((20_000..=80_000).contains(&received), "{received}");
        assert!((30_000..=120_000).contains(&sent), "{sent}");
    });
}

pub fn options_of_a_connect_are_those_of_the_stream<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (_listener, addr) = tcp_listener(&rt);
        let keepalive = TcpKeepalive::new(Duration::from_secs(50));
        let options = TcpConnectOptions::new()
            .nodelay(true)
            .keepalive(keepalive)
            .recv_buffer_size(20_000)
            .send_buffer_size(30_000);
        let stream = rt
            .tcp_connect(addr, &options)
            .await
            .expect("somebody listens");
        assert!(stream.nodelay().expect("an open socket"));
        let told = stream
            .keepalive()
            .expect("an open socket")
            .expect("it is on");
        assert_eq!(told.idle, Duration::from_secs(50));
        let received = stream.recv_buffer_size().expect("an open socket");
        assert!((20_000..=80_000).contains(&received), "{received}");
        let sent = stream.send_buffer_size().expect("an open socket");
        assert!((30_000..=120_000).contains(&sent), "{sent}");
        let plain = rt.tcp_connect(addr, &TcpConnectOptions::new()).await;
        let plain = plain.expect("somebody listens");
        assert!(
            !plain.nodelay().expect("an open socket"),
            "the default changes nothing"
        );
        assert_eq!(plain.keepalive().expect("an open socket"), None);
    });
}

pub fn the_local_address_of_a_connect_is_what_the_peer_sees<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let from = crate::harness::port_nobody_listens_on();
        let options = TcpConnectOptions::new().local_addr(from).reuse_addr(true);
        let (connected, accepted) =
            futures_util::future::join(rt.tcp_connect(addr, &options), listener.accept()).await;
        let connected = connected.expect("somebody listens");
        assert_eq!(connected.local_addr().expect("an open socket"), from);
        let (accepted, peer) = accepted.expect("somebody connects");
        assert_eq!(peer, from);
        assert_eq!(accepted.peer_addr().expect("an open socket"), from);
        assert_eq!(connected.peer_addr().expect("an open socket"), addr);
    });
}

pub fn buffer_sizes_of_a_datagram_socket_are_taken<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let options = UdpOptions::new()
            .recv_buffer_size(20_000)
            .send_buffer_size(30_000);
        let socket = rt.udp_bind(LOCALHOST, &options).expect("a free port");
        assert_ne!(socket.local_addr().expect("a bound socket").port(), 0);
    });
}
