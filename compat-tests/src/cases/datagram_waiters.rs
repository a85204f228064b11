//! U3: any number of concurrent sends and receives through a shared reference are all served.

use std::{pin::Pin, sync::Arc};

use anyrt_traits::net::{DatagramSocketExt, PlatformNet};
use futures_util::{AsyncReadExt, AsyncWriteExt, future::join_all};

use super::flavour::{Owner, spawn};
use crate::harness::{Counter, fill_datagrams, is_pending, tcp_pair, udp_socket};

const MANY: usize = 16;

pub fn every_receiver_of_a_socket_is_served<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, _), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        let mut buffers = [[0; 4]; MANY];
        let mut receivers: Vec<_> = buffers
            .iter_mut()
            .map(|buf| (b.recv_from(buf), Counter::new()))
            .collect();
        for (receive, counter) in &mut receivers {
            assert!(is_pending(Pin::new(receive), counter), "nobody sends");
        }
        for number in 0..MANY {
            a.send_to(&[u8::try_from(number).unwrap_or(0)], b_addr)
                .await
                .expect("a free way");
        }
        for (receive, counter) in receivers {
            counter.woken().await;
            assert_eq!(receive.await.expect("there is one for each").len, 1);
        }
        let mut numbers: Vec<_> = buffers.iter().map(|buf| usize::from(buf[0])).collect();
        numbers.sort_unstable();
        assert!(
            numbers.into_iter().eq(0..MANY),
            "each datagram went to one of them"
        );
    });
}

pub fn receivers_and_senders_in_tasks_are_served<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (socket, addr) = udp_socket(&rt);
        let socket = Arc::new(socket);
        let receivers: Vec<_> = (0..MANY)
            .map(|_| {
                let socket = socket.clone();
                spawn(&rt, async move { socket.recv(&mut [0; 4]).await })
            })
            .collect();
        let senders: Vec<_> = (0..MANY)
            .map(|_| {
                let socket = socket.clone();
                spawn(&rt, async move { socket.send_to(b"data", addr).await })
            })
            .collect();
        for sender in senders {
            let sent = sender.await.expect("it does not panic");
            assert_eq!(sent.expect("a free way"), 4);
        }
        for receiver in receivers {
            let received = receiver.await.expect("it does not panic");
            assert_eq!(received.expect("there is one for each"), 4);
        }
    });
}

pub fn every_sender_that_waits_for_room_is_served<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (a, b) = rt.unix_datagram_pair().expect("descriptors are left");
        let sent = fill_datagrams(&a).await;
        let mut senders: Vec<_> = (0..MANY)
            .map(|_| (a.send(b"data"), Counter::new()))
            .collect();
        for (send, counter) in &mut senders {
            assert!(is_pending(Pin::new(send), counter), "no room");
        }
        let receiving = async {
            for _ in 0..sent + MANY {
                b.recv(&mut [0; 4]).await.expect("it was sent");
            }
        };
        let sending = join_all(senders.into_iter().map(async |(send, counter)| {
            counter.woken().await;
            send.await.expect("there is room")
        }));
        let (counts, ()) = futures_util::future::join(sending, receiving).await;
        assert_eq!(counts, [4; MANY]);
    });
}

pub fn receiving_and_sending_wait_at_once<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (a, b) = rt.unix_datagram_pair().expect("descriptors are left");
        let sent = fill_datagrams(&a).await;
        let (reader, writer, mut buf) = (Counter::new(), Counter::new(), [0; 8]);
        let (mut receive, mut send) = (a.recv(&mut buf), a.send(b"data"));
        assert!(is_pending(Pin::new(&mut receive), &reader), "nobody sends");
        assert!(is_pending(Pin::new(&mut send), &writer), "no room");
        b.send(b"answer").await.expect("a free way");
        reader.woken().await;
        assert_eq!(receive.await.expect("it was sent"), 6);
        // The system may want much room before it says that there is some.
        for _ in 0..sent {
            b.recv(&mut [0; 4]).await.expect("it was sent");
        }
        writer.woken().await;
        assert_eq!(send.await.expect("there is room"), 4);
    });
}

pub fn a_receiver_dropped_after_it_was_woken_hands_on<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, _), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        let (one, two) = (Counter::new(), Counter::new());
        let (mut first_buf, mut second_buf) = ([0; 4], [0; 4]);
        let mut first = Box::pin(b.recv(&mut first_buf));
        let mut second = Box::pin(b.recv(&mut second_buf));
        assert!(is_pending(first.as_mut(), &one), "nobody sends");
        assert!(is_pending(second.as_mut(), &two), "nobody sends");
        a.send_to(b"data", b_addr).await.expect("a free way");
        crate::harness::until("a wake-up", || one.wakes() + two.wakes() > 0).await;
        let (woken, other, counter) = if one.wakes() > 0 {
            (first, second, two)
        } else {
            (second, first, one)
        };
        drop(woken);
        counter.woken().await;
        assert_eq!(other.await.expect("it is still there"), 4);
    });
}

pub fn idle_receivers_stay_asleep<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (socket, _) = udp_socket(&rt);
        let mut buffers = [[0; 4]; 4];
        let mut receivers: Vec<_> = buffers
            .iter_mut()
            .map(|buf| (socket.recv(buf), Counter::new()))
            .collect();
        let (mut a, mut b) = tcp_pair(&rt).await;
        for _ in 0..50 {
            for (receive, counter) in &mut receivers {
                if counter.wakes() < 50 {
                    assert!(is_pending(Pin::new(receive), counter), "nobody sends");
                }
            }
            a.write_all(b"ping").await.expect("the peer reads");
            b.read_exact(&mut [0; 4]).await.expect("the peer writes");
        }
        let wakes: usize = receivers.iter().map(|(_, counter)| counter.wakes()).sum();
        assert!(wakes <= 4, "{wakes} wake-ups for nothing");
    });
}

pub fn peeking_and_receiving_wait_at_once<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, _), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        let (one, two) = (Counter::new(), Counter::new());
        let (mut peek_buf, mut buf) = ([0; 4], [0; 4]);
        let (mut peek, mut receive) = (b.peek_from(&mut peek_buf), b.recv(&mut buf));
        assert!(is_pending(Pin::new(&mut peek), &one), "nobody sends");
        assert!(is_pending(Pin::new(&mut receive), &two), "nobody sends");
        a.send_to(b"one", b_addr).await.expect("a free way");
        a.send_to(b"two", b_addr).await.expect("a free way");
        one.woken().await;
        assert_eq!(peek.await.expect("it was sent").len, 3);
        two.woken().await;
        assert_eq!(receive.await.expect("it was sent"), 3);
    });
}
