//! B6: what goes wrong with a connection surfaces as its `io::ErrorKind`, and the next operation is fine.

use std::{
    io::{ErrorKind, Write},
    pin::Pin,
};

use anyrt_traits::{
    io::ByteStream,
    net::{PlatformNet, TcpConnectOptions, TcpListenOptions, TcpNet, UdpNet, UdpOptions},
};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::harness::{
    Counter, TempDir, fill_and_wait, is_pending, port_nobody_listens_on, reset, tcp_listener,
    tcp_with_peer, udp_socket, unix_with_peer,
};

pub fn a_refused_connection_says_so<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (addr, options) = (port_nobody_listens_on(), TcpConnectOptions::new());
        let error = rt
            .tcp_connect(addr, &options)
            .await
            .err()
            .expect("nobody listens");
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        let (_listener, addr) = tcp_listener(&rt);
        assert!(
            rt.tcp_connect(addr, &options).await.is_ok(),
            "the next one is fine"
        );
    });
}

pub fn a_refused_unix_connection_says_so<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let dir = TempDir::new();
        let path = dir.path("gone");
        drop(std::os::unix::net::UnixListener::bind(&path).expect("a fresh path"));
        // A process that is being started may hold the listener for a moment more.
        let error = loop {
            if let Err(error) = rt.unix_connect(&path).await {
                break error;
            }
        };
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        let error = rt
            .unix_connect(&dir.path("never"))
            .await
            .err()
            .expect("nobody listens");
        assert_eq!(error.kind(), ErrorKind::NotFound);
    });
}

pub fn a_read_of_a_reset_connection_says_so<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, peer) = tcp_with_peer(&rt).await;
        reset(peer);
        let error = stream.read(&mut [0; 4]).await.expect_err("a reset");
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        // What follows is an end or an error, but it comes, each time.
        for _ in 0..3 {
            assert_eq!(stream.read(&mut [0; 4]).await.unwrap_or(0), 0);
            assert!(stream.write(b"data").await.is_err());
        }
        stream.close().await.ok();
    });
}

pub fn a_pending_read_is_woken_by_the_reset<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, peer) = tcp_with_peer(&rt).await;
        let (counter, mut buf) = (Counter::new(), [0; 4]);
        let mut read = stream.read(&mut buf);
        assert!(is_pending(Pin::new(&mut read), &counter), "no data");
        reset(peer);
        counter.woken().await;
        let error = read.await.expect_err("a reset");
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    });
}

pub fn a_write_to_a_reset_connection_says_so<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, peer) = tcp_with_peer(&rt).await;
        reset(peer);
        let error = loop {
            if let Err(error) = stream.write(b"data").await {
                break error;
            }
        };
        assert!(
            matches!(
                error.kind(),
                ErrorKind::ConnectionReset | ErrorKind::BrokenPipe
            ),
            "{error:?}"
        );
        assert!(
            stream.write(b"data").await.is_err(),
            "the next one fails, too"
        );
        assert_eq!(stream.read(&mut [0; 4]).await.unwrap_or(0), 0);
    });
}

pub fn a_pending_write_is_woken_by_the_reset<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, peer) = tcp_with_peer(&rt).await;
        let counter = fill_and_wait(&mut stream).await;
        reset(peer);
        counter.woken().await;
        while let Ok(count) = stream.write(b"data").await {
            assert!(count > 0);
        }
    });
}

pub fn a_reset_reaches_both_halves<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = tcp_with_peer(&rt).await;
        let (mut read, mut write) = stream.into_halves();
        reset(peer);
        let error = read.read(&mut [0; 4]).await.expect_err("a reset");
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        assert!(write.write(b"data").await.is_err());
    });
}

pub fn data_that_arrived_before_the_peer_went_is_read_first<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = unix_with_peer(&rt).await;
        peer.write_all(b"last").expect("the stream is there");
        drop(peer);
        let mut text = String::new();
        stream.read_to_string(&mut text).await.expect("an end");
        assert_eq!(text, "last");
    });
}

pub fn an_address_in_use_is_an_error_of_the_binding<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (_listener, addr) = tcp_listener(&rt);
        let error = rt
            .tcp_listen(addr, &TcpListenOptions::new())
            .err()
            .expect("it is taken");
        assert_eq!(error.kind(), ErrorKind::AddrInUse);
        let (_socket, addr) = udp_socket(&rt);
        let error = rt
            .udp_bind(addr, &UdpOptions::new())
            .err()
            .expect("it is taken");
        assert_eq!(error.kind(), ErrorKind::AddrInUse);
    });
}

pub fn a_local_address_of_another_machine_is_an_error<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (_listener, addr) = tcp_listener(&rt);
        let elsewhere = ([192, 0, 2, 1], 0).into();
        let options = TcpConnectOptions::new().local_addr(elsewhere);
        let error = rt
            .tcp_connect(addr, &options)
            .await
            .err()
            .expect("not of this machine");
        assert_eq!(error.kind(), ErrorKind::AddrNotAvailable);
        let error = rt
            .udp_bind(elsewhere, &UdpOptions::new())
            .err()
            .expect("not of this machine");
        assert_eq!(error.kind(), ErrorKind::AddrNotAvailable);
    });
}
