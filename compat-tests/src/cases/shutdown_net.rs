//! T8: listeners, datagrams, connects and look-ups give errors when their runtime goes.

use std::pin::pin;

use anyrt_traits::{
    net::{
        DatagramSocketExt, ListenerExt, PlatformNet, Resolve, TcpConnectOptions, TcpListenOptions,
        TcpNet, UdpNet, UdpOptions, UnixListenOptions,
    },
    task::Shutdown,
};

use super::flavour::Owner;
use crate::harness::{
    Counter, LOCALHOST, TempDir, is_pending, tcp_listener, udp_pair, udp_socket, wait,
};

pub fn a_pending_accept_is_woken<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let (listener, _) = tcp_listener(&owner.handle());
    let (mut first, mut second) = (pin!(listener.accept()), pin!(listener.accept()));
    let (one, two) = (Counter::new(), Counter::new());
    owner.block_on(async |_| {
        assert!(is_pending(first.as_mut(), &one), "nobody connects");
        assert!(is_pending(second.as_mut(), &two), "nobody connects");
    });
    drop(owner);
    one.woken_blocking();
    two.woken_blocking();
    assert!(wait(first).is_err(), "nobody serves it");
    assert!(wait(second).is_err(), "nobody serves it");
    assert!(wait(listener.accept()).is_err(), "nobody serves it");
}

pub fn a_pending_receive_is_woken<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let (socket, addr) = udp_socket(&owner.handle());
    let (mut a, mut b, mut c) = ([0; 4], [0; 4], [0; 4]);
    let (mut first, mut second) = (
        pin!(socket.recv_from(&mut a)),
        pin!(socket.peek_from(&mut b)),
    );
    let (one, two) = (Counter::new(), Counter::new());
    owner.block_on(async |_| {
        assert!(is_pending(first.as_mut(), &one), "nobody sends");
        assert!(is_pending(second.as_mut(), &two), "nobody sends");
    });
    drop(owner);
    one.woken_blocking();
    two.woken_blocking();
    wait(first).expect_err("nobody serves it");
    wait(second).expect_err("nobody serves it");
    wait(socket.recv(&mut c)).expect_err("nobody serves it");
    wait(socket.send_to(b"data", addr)).expect_err("nobody serves it");
}

pub fn a_connected_datagram_socket_gives_errors<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let (a, _b) = udp_pair(&owner.handle());
    drop(owner);
    wait(a.send(b"data")).expect_err("nobody serves it");
    wait(a.recv(&mut [0; 4])).expect_err("nobody serves it");
}

pub fn pending_unix_operations_are_woken<O: Owner + Shutdown>(make: fn() -> O) {
    let (owner, dir) = (make(), TempDir::new());
    let rt = owner.handle();
    let listener = rt
        .unix_listen(&dir.path("listener"), &UnixListenOptions::new())
        .expect("a fresh path");
    let socket = rt
        .unix_datagram(Some(&dir.path("datagram")))
        .expect("a fresh path");
    let mut buf = [0; 4];
    let (mut accept, mut receive) = (pin!(listener.accept()), pin!(socket.recv_from(&mut buf)));
    let (one, two) = (Counter::new(), Counter::new());
    owner.block_on(async |_| {
        assert!(is_pending(accept.as_mut(), &one), "nobody connects");
        assert!(is_pending(receive.as_mut(), &two), "nobody sends");
    });
    drop(owner);
    one.woken_blocking();
    two.woken_blocking();
    assert!(wait(accept).is_err(), "nobody serves it");
    assert!(wait(receive).is_err(), "nobody serves it");
}

pub fn a_connect_begun_before_the_shutdown_ends<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    let listener = std::net::TcpListener::bind(LOCALHOST).expect("a free port");
    let addr = listener.local_addr().expect("a bound socket");
    let options = TcpConnectOptions::new();
    let (unpolled, mut polled) = (
        rt.tcp_connect(addr, &options),
        pin!(rt.tcp_connect(addr, &options)),
    );
    let counter = Counter::new();
    let ready = owner.block_on(async |_| !is_pending(polled.as_mut(), &counter));
    drop(owner);
    assert!(wait(unpolled).is_err(), "nobody serves it");
    if !ready {
        assert!(wait(polled).is_err(), "nobody serves it");
    }
}

pub fn opening_a_socket_after_the_shutdown_gives_an_error<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    drop(owner);
    let listener = std::net::TcpListener::bind(LOCALHOST).expect("a free port");
    let addr = listener.local_addr().expect("a bound socket");
    assert!(rt.tcp_listen(LOCALHOST, &TcpListenOptions::new()).is_err());
    assert!(rt.udp_bind(LOCALHOST, &UdpOptions::new()).is_err());
    assert!(wait(rt.tcp_connect(addr, &TcpConnectOptions::new())).is_err());
}

pub fn opening_a_unix_socket_after_the_shutdown_gives_an_error<O: Owner + Shutdown>(
    make: fn() -> O,
) {
    let (owner, dir) = (make(), TempDir::new());
    let rt = owner.handle();
    drop(owner);
    let path = dir.path("listening");
    let _listener = std::os::unix::net::UnixListener::bind(&path).expect("a fresh path");
    assert!(wait(rt.unix_connect(&path)).is_err());
    assert!(
        rt.unix_listen(&dir.path("new"), &UnixListenOptions::new())
            .is_err()
    );
    assert!(rt.unix_pair().is_err());
    assert!(rt.unix_datagram(Some(&dir.path("datagram"))).is_err());
    assert!(rt.unix_datagram(None).is_err());
    assert!(rt.unix_datagram_pair().is_err());
}

pub fn a_look_up_ends_when_the_runtime_does<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    let (unpolled, mut polled) = (rt.resolve("localhost", 1), pin!(rt.resolve("localhost", 1)));
    let counter = Counter::new();
    let ready = owner.block_on(async |_| !is_pending(polled.as_mut(), &counter));
    drop(owner);
    // A look-up that had begun may still give its result, as a closure that runs does.
    wait(unpolled).ok();
    if !ready {
        wait(polled).ok();
    }
    wait(rt.resolve("localhost", 1)).expect_err("nobody serves it");
}

pub fn an_accept_loop_ends_rather_than_spin<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    let (listener, _) = tcp_listener(&rt);
    drop(owner);
    assert!(wait(listener.accept_loop(rt).next()).is_err());
}
