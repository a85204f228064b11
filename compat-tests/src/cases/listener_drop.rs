//! L2: dropping a listener closes it.
//!
//! A process that some other case starts holds every descriptor until its own program is loaded, so what
//! is dropped may be closed a moment later.

use std::{
    io::{self, ErrorKind, Read},
    net::{SocketAddr, TcpStream},
    os::unix::net::UnixStream,
    pin::Pin,
};

use anyrt_traits::net::{
    ListenerExt, PlatformNet, TcpConnectOptions, TcpListenOptions, TcpListener, TcpNet,
    UnixListenOptions,
};

use super::flavour::Owner;
use crate::harness::{Counter, TempDir, is_pending, limit, tcp_listener, until_blocking};

/// Connects until that is refused.
fn becomes_refused(mut connect: impl FnMut() -> io::Result<()>) {
    until_blocking("connections are refused", || {
        connect().is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused)
    });
}

fn bind_again<R: TcpNet>(rt: &R, addr: SocketAddr) -> R::TcpListener {
    let mut listener = None;
    until_blocking("the address is free again", || {
        listener = rt.tcp_listen(addr, &TcpListenOptions::new()).ok();
        listener.is_some()
    });
    listener.expect("it was just bound")
}

pub fn connections_after_the_drop_are_refused<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        drop(listener);
        becomes_refused(|| TcpStream::connect(addr).map(drop));
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
        drop(listener);
        becomes_refused(|| TcpStream::connect(addr).map(drop));
    });
}

pub fn binding_again_at_once_works<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut listener, addr) = tcp_listener(&rt);
        for _ in 0..8 {
            drop(listener);
            listener = bind_again(&rt, addr);
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
        drop(listener);
        drop(bind_again(&rt, addr));
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
        drop(listener);
        becomes_refused(|| UnixStream::connect(&path).map(drop));
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
