//! U2: connected and unconnected sends and receives, broadcast, multicast, and peeking.

use std::{
    io::ErrorKind,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    pin::Pin,
};

use anyrt_traits::net::{
    DatagramSocketExt, PlatformNet, UdpNet, UdpOptions, UdpSocket, UnixDatagram,
};

use super::flavour::Owner;
use crate::harness::{
    Counter, LOCALHOST, TempDir, has_version_six, is_pending, port_nobody_listens_on, udp_pair,
    udp_socket,
};

const GROUP_V4: Ipv4Addr = Ipv4Addr::new(239, 255, 77, 77);
const GROUP_V6: Ipv6Addr = Ipv6Addr::new(0xff01, 0, 0, 0, 0, 0, 0x77, 0x77);

pub fn connected_sockets_send_and_receive<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (a, b) = udp_pair(&rt);
        assert_eq!(
            a.peer_addr().expect("it is connected"),
            b.local_addr().expect("a bound socket")
        );
        assert_eq!(a.send(b"ping").await.expect("a free way"), 4);
        let mut buf = [0; 16];
        assert_eq!(b.recv(&mut buf).await.expect("it was sent"), 4);
        assert_eq!(b.send(b"pong!").await.expect("a free way"), 5);
        assert_eq!(a.recv(&mut buf).await.expect("it was sent"), 5);
        assert_eq!(&buf[..5], b"pong!");
    });
}

pub fn a_connected_socket_hears_its_peer_only<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (a, b) = udp_pair(&rt);
        let (stranger, _) = udp_socket(&rt);
        let target = b.local_addr().expect("a bound socket");
        stranger.send_to(b"noise", target).await.ok();
        a.send(b"peer").await.expect("a free way");
        let mut buf = [0; 16];
        let count = b.recv(&mut buf).await.expect("it was sent");
        assert_eq!(&buf[..count], b"peer");
    });
}

pub fn a_socket_can_be_connected_anew<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (a, _) = udp_socket(&rt);
        for _ in 0..2 {
            let (b, b_addr) = udp_socket(&rt);
            a.connect(b_addr).expect("a valid address");
            assert_eq!(a.peer_addr().expect("it is connected"), b_addr);
            a.send(b"data").await.expect("a free way");
            assert_eq!(b.recv(&mut [0; 16]).await.expect("it was sent"), 4);
        }
    });
}

pub fn sending_without_a_peer_is_an_error<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (a, _) = udp_socket(&rt);
        a.send(b"data").await.expect_err("nobody to send to");
        assert_eq!(
            a.peer_addr().expect_err("no peer").kind(),
            ErrorKind::NotConnected
        );
        let unix = rt.unix_datagram(None).expect("descriptors are left");
        unix.send(b"data").await.expect_err("nobody to send to");
        unix.peer_addr().expect_err("no peer");
    });
}

pub fn a_refused_datagram_is_reported_by_a_later_operation<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (a, _) = udp_socket(&rt);
        a.connect(port_nobody_listens_on())
            .expect("a valid address");
        a.send(b"data").await.expect("it is sent first");
        let mut buf = [0; 16];
        let error = a.recv(&mut buf).await.expect_err("nobody is there");
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        let mut next = a.recv(&mut buf);
        assert!(
            is_pending(Pin::new(&mut next), &Counter::new()),
            "the error was told once"
        );
    });
}

pub fn broadcast_is_forbidden_until_it_is_asked_for<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let any = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
        let receiver = rt.udp_bind(any, &UdpOptions::new()).expect("a free port");
        let port = receiver.local_addr().expect("a bound socket").port();
        let target = SocketAddr::from((Ipv4Addr::new(127, 255, 255, 255), port));
        let (sender, _) = udp_socket(&rt);
        assert!(!sender.broadcast().expect("an open socket"));
        let error = sender
            .send_to(b"all", target)
            .await
            .expect_err("it was not asked for");
        assert_eq!(error.kind(), ErrorKind::PermissionDenied);
        sender.set_broadcast(true).expect("an open socket");
        assert!(sender.broadcast().expect("an open socket"));
        sender
            .send_to(b"all", target)
            .await
            .expect("it was asked for");
        assert_eq!(receiver.recv(&mut [0; 16]).await.expect("it was sent"), 3);
    });
}

pub fn a_multicast_group_is_joined_and_left<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let any = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
        let receiver = rt.udp_bind(any, &UdpOptions::new()).expect("a free port");
        let port = receiver.local_addr().expect("a bound socket").port();
        let (sender, _) = udp_socket(&rt);
        sender.set_multicast_loop(true).expect("an open socket");
        sender.set_multicast_ttl(1).expect("an open socket");
        let group = SocketAddr::from((GROUP_V4, port));
        receiver
            .join_multicast_v4(GROUP_V4, Ipv4Addr::LOCALHOST)
            .expect("an interface");
        sender.send_to(b"group", group).await.expect("a free way");
        assert_eq!(receiver.recv(&mut [0; 16]).await.expect("it was sent"), 5);

        receiver
            .leave_multicast_v4(GROUP_V4, Ipv4Addr::LOCALHOST)
            .expect("it was joined");
        receiver
            .leave_multicast_v4(GROUP_V4, Ipv4Addr::LOCALHOST)
            .expect_err("it was left already");
    });
}

pub fn a_multicast_group_of_version_six_is_joined_and_left<O: Owner>(make: fn() -> O) {
    if !has_version_six() {
        return;
    }
    make().block_on(async |rt| {
        let any = SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0));
        let receiver = rt.udp_bind(any, &UdpOptions::new()).expect("a free port");
        receiver.set_multicast_loop(true).expect("an open socket");
        receiver
            .join_multicast_v6(GROUP_V6, 1)
            .expect("the loopback interface");
        receiver
            .leave_multicast_v6(GROUP_V6, 1)
            .expect("it was joined");
        receiver
            .leave_multicast_v6(GROUP_V6, 1)
            .expect_err("it was left already");
    });
}

pub fn several_sockets_receive_one_group<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let any = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
        let options = UdpOptions::new().reuse_addr(true);
        let first = rt.udp_bind(any, &options).expect("a free port");
        let port = first.local_addr().expect("a bound socket").port();
        let same = SocketAddr::from((Ipv4Addr::UNSPECIFIED, port));
        let second = rt.udp_bind(same, &options).expect("the address is shared");
        for receiver in [&first, &second] {
            receiver
                .join_multicast_v4(GROUP_V4, Ipv4Addr::LOCALHOST)
                .expect("an interface");
        }
        let (sender, _) = udp_socket(&rt);
        sender
            .send_to(b"group", SocketAddr::from((GROUP_V4, port)))
            .await
            .expect("a free way");
        for receiver in [&first, &second] {
            assert_eq!(receiver.recv(&mut [0; 16]).await.expect("it was sent"), 5);
        }
    });
}

pub fn peeking_leaves_the_datagram<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, a_addr), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        a.send_to(b"hello", b_addr).await.expect("a free way");
        let mut buf = [0; 16];
        for _ in 0..2 {
            let peeked = b.peek_from(&mut buf).await.expect("it was sent");
            assert_eq!(
                (peeked.len, peeked.addr, peeked.truncated),
                (5, a_addr, false)
            );
            assert_eq!(&buf[..5], b"hello");
        }
        let peeked = b.peek_from(&mut buf[..2]).await.expect("it was sent");
        assert_eq!((peeked.len, peeked.truncated), (2, true));
        assert_eq!(b.recv(&mut buf).await.expect("it was sent"), 5);
        assert!(
            is_pending(Pin::new(&mut b.peek_from(&mut buf)), &Counter::new()),
            "it was taken"
        );
    });
}

pub fn a_peek_that_waits_is_woken<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, _), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        let (counter, mut buf) = (Counter::new(), [0; 16]);
        let mut peek = b.peek_from(&mut buf);
        assert!(is_pending(Pin::new(&mut peek), &counter), "nobody sends");
        a.send_to(b"hello", b_addr).await.expect("a free way");
        counter.woken().await;
        assert_eq!(peek.await.expect("it was sent").len, 5);
        assert_eq!(b.recv(&mut [0; 16]).await.expect("it was sent"), 5);
    });
}

pub fn unix_datagram_sockets_connect_by_path<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let dir = TempDir::new();
        let path = dir.path("receiver");
        let receiver = rt.unix_datagram(Some(&path)).expect("a fresh path");
        let sender = rt.unix_datagram(None).expect("descriptors are left");
        sender.connect(&path).expect("somebody is there");
        let peer = sender.peer_addr().expect("it is connected");
        assert_eq!(peer.as_pathname(), Some(path.as_path()));
        sender.send(b"data").await.expect("a free way");
        let received = receiver.recv_from(&mut [0; 16]).await.expect("it was sent");
        assert!(received.addr.is_unnamed());
        assert_eq!(received.len, 4);
        sender
            .connect(&dir.path("nobody"))
            .expect_err("nobody is there");
    });
}

pub fn unix_datagram_pairs_talk_both_ways<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (a, b) = rt.unix_datagram_pair().expect("descriptors are left");
        a.send(b"ping").await.expect("a free way");
        assert_eq!(b.recv(&mut [0; 16]).await.expect("it was sent"), 4);
        b.send(b"pong!").await.expect("a free way");
        assert_eq!(a.recv(&mut [0; 16]).await.expect("it was sent"), 5);
    });
}

pub fn a_version_four_socket_does_not_reach_version_six<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let four = rt
            .udp_bind(LOCALHOST, &UdpOptions::new())
            .expect("a free port");
        let six = SocketAddr::from((Ipv6Addr::LOCALHOST, 9));
        four.send_to(b"data", six)
            .await
            .expect_err("another family");
    });
}
