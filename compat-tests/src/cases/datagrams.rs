//! U1: receiving reports length, sender and whether the datagram was truncated.

use anyrt_traits::net::{DatagramSocketExt, PlatformNet, UnixDatagram};

use super::flavour::Owner;
use crate::harness::{TempDir, udp_socket};

pub fn a_receive_reports_length_and_sender<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, a_addr), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        assert_eq!(a.send_to(b"hello", b_addr).await.expect("a free way"), 5);
        let mut buf = [0; 16];
        let received = b.recv_from(&mut buf).await.expect("it was sent");
        assert_eq!(
            (received.len, received.addr, received.truncated),
            (5, a_addr, false)
        );
        assert_eq!(&buf[..5], b"hello");
    });
}

pub fn a_short_buffer_cuts_the_datagram_and_says_so<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, a_addr), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        a.send_to(b"hello", b_addr).await.expect("a free way");
        a.send_to(b"next", b_addr).await.expect("a free way");
        let mut buf = [0; 3];
        let received = b.recv_from(&mut buf).await.expect("it was sent");
        assert_eq!(
            (received.len, received.addr, received.truncated),
            (3, a_addr, true)
        );
        assert_eq!(&buf, b"hel");
        let mut buf = [0; 16];
        let received = b.recv_from(&mut buf).await.expect("it was sent");
        assert_eq!(
            &buf[..received.len],
            b"next",
            "the end of the first is lost"
        );
    });
}

pub fn a_buffer_that_fits_exactly_cuts_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, _), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        a.send_to(b"hello", b_addr).await.expect("a free way");
        let mut buf = [0; 5];
        let received = b.recv_from(&mut buf).await.expect("it was sent");
        assert_eq!((received.len, received.truncated), (5, false));
    });
}

pub fn an_empty_datagram_is_received_as_such<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, a_addr), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        assert_eq!(a.send_to(b"", b_addr).await.expect("a free way"), 0);
        let mut buf = [0; 5];
        let received = b.recv_from(&mut buf).await.expect("it was sent");
        assert_eq!(
            (received.len, received.addr, received.truncated),
            (0, a_addr, false)
        );
        a.send_to(b"more", b_addr).await.expect("a free way");
        assert_eq!(b.recv(&mut buf).await.expect("it was sent"), 4);
    });
}

pub fn an_empty_buffer_takes_a_datagram_and_says_that_it_was_cut<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, _), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        a.send_to(b"hello", b_addr).await.expect("a free way");
        a.send_to(b"next", b_addr).await.expect("a free way");
        let received = b.recv_from(&mut []).await.expect("it was sent");
        assert_eq!((received.len, received.truncated), (0, true));
        assert_eq!(b.recv(&mut [0; 16]).await.expect("it was sent"), 4);
    });
}

pub fn a_large_datagram_arrives_whole<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, _), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        let data: Vec<u8> = (0..=255).cycle().take(60_000).collect();
        assert_eq!(a.send_to(&data, b_addr).await.expect("a free way"), 60_000);
        let mut buf = vec![0; 65_536];
        let received = b.recv_from(&mut buf).await.expect("it was sent");
        assert_eq!((received.len, received.truncated), (60_000, false));
        assert!(buf[..60_000] == data);
    });
}

pub fn a_datagram_that_is_too_large_is_an_error<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, _), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        a.send_to(&vec![0; 70_000], b_addr)
            .await
            .expect_err("no datagram is so large");
        a.send_to(b"small", b_addr)
            .await
            .expect("the next one is fine");
        assert_eq!(b.recv(&mut [0; 16]).await.expect("it was sent"), 5);
    });
}

pub fn unix_datagrams_report_the_same<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let dir = TempDir::new();
        let path = dir.path("sender");
        let a = rt.unix_datagram(Some(&path)).expect("a fresh path");
        let b = rt
            .unix_datagram(Some(&dir.path("receiver")))
            .expect("a fresh path");
        let target = b.local_addr().expect("a bound socket");
        for _ in 0..2 {
            a.send_to(b"hello", target.clone())
                .await
                .expect("a free way");
        }
        let mut buf = [0; 16];
        let received = b.recv_from(&mut buf).await.expect("it was sent");
        assert_eq!((received.len, received.truncated), (5, false));
        assert_eq!(received.addr.as_pathname(), Some(path.as_path()));
        let received = b.recv_from(&mut buf[..3]).await.expect("it was sent");
        assert_eq!((received.len, received.truncated), (3, true));
    });
}
