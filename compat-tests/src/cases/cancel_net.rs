//! C1: the futures of listeners, connects and datagrams may be dropped at any suspension.

use std::{
    io::Read,
    net::TcpStream,
    pin::{Pin, pin},
};

use anyrt_traits::net::{
    DatagramSocketExt, ListenerExt, PlatformNet, TcpConnectOptions, TcpNet, UnixListenOptions,
};

use super::flavour::Owner;
use crate::harness::{
    Counter, LOCALHOST, TempDir, fill_datagrams, is_pending, limit, poll_up_to, tcp_listener,
    udp_socket,
};

pub fn an_accept_dropped_at_any_point_loses_no_connection<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let counter = Counter::new();
        for point in 0..3 {
            let wakes = counter.wakes();
            let client;
            {
                let mut accept = pin!(listener.accept());
                if point > 0 {
                    assert!(is_pending(accept.as_mut(), &counter), "nobody connects");
                }
                client = TcpStream::connect(addr).expect("somebody listens");
                if point == 2 {
                    counter.woken_after(wakes).await;
                }
            }
            let (_, peer) = listener.accept().await.expect("it is still there");
            assert_eq!(peer, client.local_addr().expect("an open socket"));
        }
        drop(listener);
        counter.forgotten(&rt).await;
    });
}

pub fn a_unix_accept_dropped_at_any_point_loses_no_connection<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let dir = TempDir::new();
        let path = dir.path("listener");
        let listener = rt
            .unix_listen(&path, &UnixListenOptions::new())
            .expect("a fresh path");
        let counter = Counter::new();
        for point in 0..3 {
            let wakes = counter.wakes();
            let _client;
            {
                let mut accept = pin!(listener.accept());
                if point > 0 {
                    assert!(is_pending(accept.as_mut(), &counter), "nobody connects");
                }
                _client = std::os::unix::net::UnixStream::connect(&path).expect("it listens");
                if point == 2 {
                    counter.woken_after(wakes).await;
                }
            }
            listener
                .accept()
                .await
                .map(drop)
                .expect("it is still there");
        }
        drop(listener);
        counter.forgotten(&rt).await;
    });
}

pub fn an_accept_loop_dropped_at_any_point_loses_no_connection<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let (counter, mut connections) = (Counter::new(), listener.accept_loop(rt.clone()));
        for polls in 0..3 {
            assert!(
                poll_up_to(polls.min(1), pin!(connections.next()), &counter)
                    .await
                    .is_none()
            );
            let _client = TcpStream::connect(addr).expect("somebody listens");
            connections
                .next()
                .await
                .map(drop)
                .expect("it is still there");
        }
    });
}

pub fn a_connect_dropped_at_any_point_leaves_nothing_behind<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let counter = Counter::new();
        let listener = std::net::TcpListener::bind(LOCALHOST).expect("a free port");
        let addr = listener.local_addr().expect("a bound socket");
        let options = TcpConnectOptions::new();
        for polls in 0..4 {
            let connect = pin!(rt.tcp_connect(addr, &options));
            drop(poll_up_to(polls, connect, &counter).await);
        }
        counter.forgotten(&rt).await;
        // What the system had connected by then, it has closed as well.
        rt.tcp_connect(addr, &options)
            .await
            .map(drop)
            .expect("the next one is fine");
        listener.set_nonblocking(true).expect("an open socket");
        while let Ok((mut peer, _)) = listener.accept() {
            peer.set_nonblocking(false).expect("an open socket");
            peer.set_read_timeout(Some(limit() / 2))
                .expect("the time is not zero");
            let end = peer.read(&mut [0; 4]);
            assert!(!end.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock));
        }
    });
}

pub fn a_unix_connect_dropped_at_any_point_leaves_nothing_behind<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (dir, counter) = (TempDir::new(), Counter::new());
        let path = dir.path("listener");
        let listener = std::os::unix::net::UnixListener::bind(&path).expect("a fresh path");
        for polls in 0..4 {
            drop(poll_up_to(polls, pin!(rt.unix_connect(&path)), &counter).await);
        }
        counter.forgotten(&rt).await;
        listener.set_nonblocking(true).expect("an open socket");
        while let Ok((mut peer, _)) = listener.accept() {
            peer.set_nonblocking(false).expect("an open socket");
            peer.set_read_timeout(Some(limit() / 2))
                .expect("the time is not zero");
            assert_eq!(peer.read(&mut [0; 4]).expect("an end"), 0);
        }
        rt.unix_connect(&path)
            .await
            .map(drop)
            .expect("the next one is fine");
    });
}

pub fn a_receive_dropped_at_any_point_loses_no_datagram<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, _), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        let counter = Counter::new();
        for kind in 0..3 {
            for point in 0..3 {
                let wakes = counter.wakes();
                let mut buf = [0; 8];
                let (mut recv_buf, mut peek_buf) = ([0; 8], [0; 8]);
                let mut receives = (
                    b.recv(&mut buf),
                    b.recv_from(&mut recv_buf),
                    b.peek_from(&mut peek_buf),
                );
                if point > 0 {
                    let is_pending = match kind {
                        0 => is_pending(Pin::new(&mut receives.0), &counter),
                        1 => is_pending(Pin::new(&mut receives.1), &counter),
                        _ => is_pending(Pin::new(&mut receives.2), &counter),
                    };
                    assert!(is_pending, "nobody sends");
                }
                a.send_to(b"data", b_addr).await.expect("a free way");
                if point == 2 {
                    counter.woken_after(wakes).await;
                }
                drop(receives);
                assert_eq!(b.recv(&mut buf).await.expect("it is still there"), 4);
                assert_eq!(&buf[..4], b"data");
            }
        }
        drop(b);
        counter.forgotten(&rt).await;
    });
}

pub fn a_send_dropped_at_any_point_sent_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for polls in 0..2 {
            let (a, b) = rt.unix_datagram_pair().expect("descriptors are left");
            let counter = Counter::new();
            let sent = fill_datagrams(&a).await;
            drop(poll_up_to(polls, pin!(a.send(b"never")), &counter).await);
            for _ in 0..sent {
                assert_eq!(b.recv(&mut [0; 8]).await.expect("it was sent"), 1);
            }
            assert!(
                is_pending(pin!(b.recv(&mut [0; 8])), &counter),
                "nothing more"
            );
            drop((a, b));
            counter.forgotten(&rt).await;
        }
    });
}

pub fn a_send_to_dropped_before_its_first_poll_sent_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, _), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        drop(a.send_to(b"never", b_addr));
        a.send_to(b"data", b_addr).await.expect("a free way");
        assert_eq!(b.recv(&mut [0; 8]).await.expect("it was sent"), 4);
    });
}

pub fn a_unix_receive_dropped_at_any_point_loses_no_datagram<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (a, b) = rt.unix_datagram_pair().expect("descriptors are left");
        let counter = Counter::new();
        for point in 0..3 {
            let (wakes, mut buf) = (counter.wakes(), [0; 8]);
            let mut receive = b.recv(&mut buf);
            if point > 0 {
                assert!(is_pending(Pin::new(&mut receive), &counter), "nobody sends");
            }
            a.send(b"data").await.expect("a free way");
            if point == 2 {
                counter.woken_after(wakes).await;
            }
            drop(receive);
            assert_eq!(b.recv(&mut buf).await.expect("it is still there"), 4);
        }
        drop((a, b));
        counter.forgotten(&rt).await;
    });
}
