//! L2: dropping a listener closes it.

use std::{
    io::{ErrorKind, Read},
    net::TcpStream,
    os::unix::net::UnixStream,
    pin::Pin,
};

use anyrt_traits::net::{
    ListenerExt, PlatformNet, TcpConnectOptions, TcpListenOptions, TcpListener, TcpNet,
    UnixListenOptions,
};

use super::flavour::Owner;
use crate::harness::{Counter, TempDir, is_pending, limit, no_children, tcp_listener};

pub fn connections_after_the_drop_are_refused<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let quiet = no_children();
        drop(listener);
        let error = TcpStream::connect(addr).expect_err("nobody listens");
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        drop(quiet);
        let error = rt.tcp_connect(addr, &TcpConnectOptions::new()).await.err();
        assert_eq!(
            error.expect("nobody listens").kind(),
            ErrorKind::ConnectionRefused
        );
    });
}

pub fn connections_in_the_backlog_are_reset<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let mut clients: Vec<_> = (0..4)
            .map(|_| TcpStream::connect(addr).expect("somebody listens"))
            .collect();
        drop(listener);
        for client in &mut clients {
            client
                .set_read_timeout(Some(limit() / 2))
                .expect("the time is not zero");
            let error = client.read(&mut [0; 4]).expect_err("a reset");
            assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        }
    });
}

pub fn a_listener_dropped_with_waiters_is_closed<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        for _ in 0..4 {
            assert!(is_pending(
                Pin::new(&mut listener.accept()),
                &Counter::new()
            ));
        }
        let _quiet = no_children();
        drop(listener);
        let error = TcpStream::connect(addr).expect_err("nobody listens");
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
    });
}

pub fn binding_again_at_once_works<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut listener, addr) = tcp_listener(&rt);
        for _ in 0..8 {
            let _quiet = no_children();
            drop(listener);
            listener = rt
                .tcp_listen(addr, &TcpListenOptions::new())
                .expect("the address is free again");
        }
        assert_eq!(listener.local_addr().expect("a bound socket"), addr);
        let _client = TcpStream::connect(addr).expect("somebody listens");
        listener
            .accept()
            .await
            .map(drop)
            .expect("somebody connected");
    });
}

pub fn binding_again_works_with_connections_in_time_wait<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let mut client = TcpStream::connect(addr).expect("somebody listens");
        let (accepted, _) = listener.accept().await.expect("somebody connected");
        // The side that closes first is the one that waits.
        drop(accepted);
        assert_eq!(client.read(&mut [0; 4]).expect("an end"), 0);
        drop(client);
        let _quiet = no_children();
        drop(listener);
        let listener = rt.tcp_listen(addr, &TcpListenOptions::new());
        assert!(listener.is_ok(), "the address is free again");
    });
}

pub fn connections_to_a_unix_listener_after_the_drop_are_refused<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let dir = TempDir::new();
        let path = dir.path("listener");
        let listener = rt
            .unix_listen(&path, &UnixListenOptions::new())
            .expect("a fresh path");
        let mut waiting = UnixStream::connect(&path).expect("somebody listens");
        let quiet = no_children();
        drop(listener);
        let error = UnixStream::connect(&path).expect_err("nobody listens");
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        drop(quiet);
        waiting
            .set_read_timeout(Some(limit() / 2))
            .expect("the time is not zero");
        let end = waiting.read(&mut [0; 4]);
        assert!(matches!(&end, Ok(0) | Err(_)), "{end:?}");
        assert!(
            !end.is_err_and(|error| error.kind() == ErrorKind::WouldBlock),
            "it is over"
        );
        let error = rt.unix_listen(&path, &UnixListenOptions::new()).err();
        assert_eq!(
            error.expect("nothing removes the path").kind(),
            ErrorKind::AddrInUse
        );
    });
}
