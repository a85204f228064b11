//! L3: backlog, address reuse and dual-stack follow the options.

use std::{
    io::ErrorKind,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
};

use anyrt_traits::net::{
    ListenerExt, TcpListenOptions, TcpListener, TcpNet, UdpNet, UdpOptions, UdpSocket,
};
use socket2::{Domain, Socket, Type};

use super::flavour::Owner;
use crate::harness::{has_version_six, own_address};

const ANY_V6: SocketAddr =
    SocketAddr::V6(std::net::SocketAddrV6::new(Ipv6Addr::UNSPECIFIED, 0, 0, 0));

/// How many of the connections that are begun at once a listener takes without being asked.
fn taken_of(begun: usize, addr: SocketAddr) -> usize {
    let clients: Vec<_> = (0..begun)
        .map(|_| {
            let client =
                Socket::new(Domain::IPV4, Type::STREAM, None).expect("descriptors are left");
            client.set_nonblocking(true).expect("an open socket");
            client.connect(&addr.into()).ok();
            client
        })
        .collect();
    clients
        .iter()
        .filter(|client| client.peer_addr().is_ok())
        .count()
}

pub fn a_short_backlog_is_full_after_a_few_connections<O: Owner>(make: fn() -> O) {
    if !cfg!(target_os = "linux") {
        return;
    }
    make().block_on(async |rt| {
        let options = TcpListenOptions::new().backlog(1);
        let listener = rt.tcp_listen(own_address(), &options).expect("a free port");
        let taken = taken_of(16, listener.local_addr().expect("a bound socket"));
        assert!(taken <= 3, "{taken} with a backlog of 1");
    });
}

pub fn a_long_backlog_takes_many_connections<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let options = TcpListenOptions::new().backlog(64);
        let listener = rt.tcp_listen(own_address(), &options).expect("a free port");
        let addr = listener.local_addr().expect("a bound socket");
        let clients: Vec<_> = (0..48)
            .map(|_| TcpStream::connect(addr).expect("the backlog has room"))
            .collect();
        for _ in clients {
            listener.accept().await.map(drop).expect("they wait");
        }
    });
}

pub fn listeners_share_a_port_only_if_both_ask_for_it<O: Owner>(make: fn() -> O) {
    if !cfg!(target_os = "linux") {
        return;
    }
    make().block_on(async |rt| {
        let shared = TcpListenOptions::new().reuse_port(true);
        let first = rt.tcp_listen(own_address(), &shared).expect("a free port");
        let addr = first.local_addr().expect("a bound socket");
        let second = rt.tcp_listen(addr, &shared).expect("both share it");
        assert_eq!(second.local_addr().expect("a bound socket"), addr);
        let error = rt.tcp_listen(addr, &TcpListenOptions::new()).err();
        assert_eq!(
            error.expect("it does not share").kind(),
            ErrorKind::AddrInUse
        );
        let _clients: Vec<_> = (0..16)
            .map(|_| TcpStream::connect(addr).expect("somebody listens"))
            .collect();
        for _ in 0..16 {
            let either = futures_util::future::select(first.accept(), second.accept()).await;
            either
                .factor_first()
                .0
                .map(drop)
                .expect("one of the two has it");
        }
    });
}

pub fn an_address_in_time_wait_is_refused_without_reuse<O: Owner>(make: fn() -> O) {
    if !cfg!(target_os = "linux") {
        return;
    }
    make().block_on(async |rt| {
        let options = TcpListenOptions::new().reuse_addr(false);
        let listener = rt.tcp_listen(own_address(), &options).expect("a free port");
        let addr = listener.local_addr().expect("a bound socket");
        let mut client = TcpStream::connect(addr).expect("somebody listens");
        drop(listener.accept().await.expect("somebody connected"));
        std::io::Read::read(&mut client, &mut [0; 4]).expect("an end");
        drop(client);
        drop(listener);
        let error = rt
            .tcp_listen(addr, &options)
            .err()
            .expect("it is in TIME-WAIT");
        assert_eq!(error.kind(), ErrorKind::AddrInUse);
    });
}

pub fn a_listener_on_version_six_is_dual_stack_by_default<O: Owner>(make: fn() -> O) {
    if !has_version_six() {
        return;
    }
    make().block_on(async |rt| {
        let listener = rt
            .tcp_listen(ANY_V6, &TcpListenOptions::new())
            .expect("a free port");
        let port = listener.local_addr().expect("a bound socket").port();
        let _four = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("dual-stack");
        let _six = TcpStream::connect((Ipv6Addr::LOCALHOST, port)).expect("it is version 6");
        for _ in 0..2 {
            listener.accept().await.map(drop).expect("both connected");
        }
    });
}

pub fn a_listener_for_version_six_only_refuses_version_four<O: Owner>(make: fn() -> O) {
    if !has_version_six() {
        return;
    }
    make().block_on(async |rt| {
        let options = TcpListenOptions::new().only_v6(true);
        let listener = rt.tcp_listen(ANY_V6, &options).expect("a free port");
        let port = listener.local_addr().expect("a bound socket").port();
        let four = (own_address().ip(), port);
        let error = TcpStream::connect(four).expect_err("not for it");
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        let _six = TcpStream::connect((Ipv6Addr::LOCALHOST, port)).expect("it is version 6");
        listener.accept().await.map(drop).expect("it connected");
    });
}

pub fn datagram_sockets_follow_the_same_options<O: Owner>(make: fn() -> O) {
    if !has_version_six() || !cfg!(target_os = "linux") {
        return;
    }
    make().block_on(async |rt| {
        let shared = UdpOptions::new().reuse_port(true);
        let first = rt.udp_bind(own_address(), &shared).expect("a free port");
        let addr = first.local_addr().expect("a bound socket");
        assert!(rt.udp_bind(addr, &shared).is_ok(), "both share it");
        assert!(
            rt.udp_bind(addr, &UdpOptions::new()).is_err(),
            "it does not share"
        );

        let only_six = rt
            .udp_bind(ANY_V6, &UdpOptions::new().only_v6(true))
            .expect("a free port");
        let port = only_six.local_addr().expect("a bound socket").port();
        let four = SocketAddr::from((own_address().ip(), port));
        assert!(
            rt.udp_bind(four, &UdpOptions::new()).is_ok(),
            "version 4 is free"
        );
        let dual = rt
            .udp_bind(ANY_V6, &UdpOptions::new())
            .expect("a free port");
        let port = dual.local_addr().expect("a bound socket").port();
        let four = SocketAddr::from((own_address().ip(), port));
        assert!(
            rt.udp_bind(four, &UdpOptions::new()).is_err(),
            "version 4 is taken"
        );
    });
}
