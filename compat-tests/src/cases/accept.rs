//! L1: any number of concurrent `accept` futures on one listener are served, and idle ones stay asleep.

use std::{
    net::TcpStream,
    pin::{Pin, pin},
};

use anyrt_traits::net::{ListenerExt, PlatformNet, UnixListenOptions};
use futures_util::{AsyncReadExt, AsyncWriteExt, StreamExt, stream::FuturesUnordered};

use super::flavour::Owner;
use crate::harness::{Counter, TempDir, is_pending, poll, tcp_listener, tcp_pair};

const MANY: usize = 16;

pub fn every_waiter_on_a_listener_is_served<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let waiting: FuturesUnordered<_> = (0..MANY).map(|_| listener.accept()).collect();
        let mut waiting = pin!(waiting);
        assert!(
            is_pending(pin!(waiting.next()), &Counter::new()),
            "nobody connects"
        );
        let clients: Vec<_> = (0..MANY).map(|_| TcpStream::connect(addr)).collect();
        let mut peers = Vec::new();
        while let Some(accepted) = waiting.next().await {
            peers.push(accepted.expect("somebody connects").1.port());
        }
        let mut ports: Vec<_> = clients
            .iter()
            .map(|client| client.as_ref().expect("somebody listens"))
            .map(|client| client.local_addr().expect("an open socket").port())
            .collect();
        peers.sort_unstable();
        ports.sort_unstable();
        assert_eq!(peers, ports, "each connection went to one of them");
    });
}

pub fn every_waiter_with_a_waker_of_its_own_is_served<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let mut waiters: Vec<_> = (0..MANY)
            .map(|_| (Box::pin(listener.accept()), Counter::new()))
            .collect();
        for (accept, counter) in &mut waiters {
            assert!(is_pending(accept.as_mut(), counter), "nobody connects");
        }
        let _clients: Vec<_> = (0..MANY)
            .map(|_| TcpStream::connect(addr).expect("somebody listens"))
            .collect();
        for (accept, counter) in waiters {
            counter.woken().await;
            accept
                .await
                .map(drop)
                .expect("there is a connection for each");
        }
    });
}

pub fn every_waiter_on_a_unix_listener_is_served<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let dir = TempDir::new();
        let path = dir.path("listener");
        let listener = rt
            .unix_listen(&path, &UnixListenOptions::new())
            .expect("a fresh path");
        let mut waiters: Vec<_> = (0..MANY)
            .map(|_| (Box::pin(listener.accept()), Counter::new()))
            .collect();
        for (accept, counter) in &mut waiters {
            assert!(is_pending(accept.as_mut(), counter), "nobody connects");
        }
        let _clients: Vec<_> = (0..MANY)
            .map(|_| std::os::unix::net::UnixStream::connect(&path).expect("somebody listens"))
            .collect();
        for (accept, counter) in waiters {
            counter.woken().await;
            accept
                .await
                .map(drop)
                .expect("there is a connection for each");
        }
    });
}

pub fn idle_waiters_stay_asleep<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, _) = tcp_listener(&rt);
        let mut waiters: Vec<_> = (0..4)
            .map(|_| (Box::pin(listener.accept()), Counter::new()))
            .collect();
        let (mut a, mut b) = tcp_pair(&rt).await;
        // Whoever is woken polls again, as an executor would, while other traffic turns the reactor.
        for _ in 0..50 {
            for (accept, counter) in &mut waiters {
                if counter.wakes() < 50 {
                    assert!(is_pending(accept.as_mut(), counter), "nobody connects");
                }
            }
            a.write_all(b"ping").await.expect("the peer reads");
            b.read_exact(&mut [0; 4]).await.expect("the peer writes");
        }
        let wakes: usize = waiters.iter().map(|(_, counter)| counter.wakes()).sum();
        assert!(wakes <= 4, "{wakes} wake-ups for nothing");
    });
}

pub fn one_connection_wakes_few_waiters<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let mut waiters: Vec<_> = (0..MANY)
            .map(|_| (Box::pin(listener.accept()), Counter::new()))
            .collect();
        for (accept, counter) in &mut waiters {
            assert!(is_pending(accept.as_mut(), counter), "nobody connects");
        }
        let _client = TcpStream::connect(addr).expect("somebody listens");
        let mut served = 0;
        crate::harness::until("the connection is taken", || {
            for (accept, counter) in waiters
                .iter_mut()
                .filter(|(_, counter)| counter.wakes() > 0)
            {
                if poll(accept.as_mut(), counter).is_ready() {
                    served += 1;
                    break;
                }
            }
            served > 0
        })
        .await;
        let (mut a, mut b) = tcp_pair(&rt).await;
        a.write_all(b"ping").await.expect("the peer reads");
        b.read_exact(&mut [0; 4]).await.expect("the peer writes");
        let wakes: usize = waiters.iter().map(|(_, counter)| counter.wakes()).sum();
        assert!(wakes <= 4, "{wakes} wake-ups for one connection");
    });
}

pub fn a_waiter_dropped_after_it_was_woken_hands_on<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let (one, two) = (Counter::new(), Counter::new());
        let mut first = Box::pin(listener.accept());
        let mut second = Box::pin(listener.accept());
        assert!(is_pending(first.as_mut(), &one), "nobody connects");
        assert!(is_pending(second.as_mut(), &two), "nobody connects");
        let _client = TcpStream::connect(addr).expect("somebody listens");
        crate::harness::until("a wake-up", || one.wakes() + two.wakes() > 0).await;
        let (woken, other, counter) = if one.wakes() > 0 {
            (first, second, two)
        } else {
            (second, first, one)
        };
        drop(woken);
        counter.woken().await;
        other
            .await
            .map(drop)
            .expect("the connection is still there");
    });
}

pub fn waiters_that_are_dropped_do_not_take_connections<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        for _ in 0..8 {
            let mut dropped = Box::pin(listener.accept());
            assert!(
                is_pending(dropped.as_mut(), &Counter::new()),
                "nobody connects"
            );
        }
        let mut kept = Box::pin(listener.accept());
        let counter = Counter::new();
        assert!(is_pending(kept.as_mut(), &counter), "nobody connects");
        drop(listener.accept());
        let _client = TcpStream::connect(addr).expect("somebody listens");
        counter.woken().await;
        kept.await.map(drop).expect("somebody connected");
    });
}

pub fn a_waiter_is_woken_through_its_latest_waker<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let mut accept = pin!(listener.accept());
        let (first, last) = (Counter::new(), Counter::new());
        assert!(is_pending(accept.as_mut(), &first), "nobody connects");
        assert!(is_pending(accept.as_mut(), &last), "nobody connects");
        let _client = TcpStream::connect(addr).expect("somebody listens");
        last.woken().await;
        accept.await.map(drop).expect("there is a connection");
    });
}

pub fn a_connection_that_waits_is_accepted_at_the_first_poll_or_soon<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let clients: Vec<_> = (0..MANY)
            .map(|_| TcpStream::connect(addr).expect("somebody listens"))
            .collect();
        for client in clients {
            let (_, peer) = listener.accept().await.expect("it waits");
            drop(client);
            assert!(peer.ip().is_loopback());
        }
    });
}

pub fn waiters_on_two_listeners_do_not_mix<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (first, first_addr) = tcp_listener(&rt);
        let (second, _) = tcp_listener(&rt);
        let (one, two) = (Counter::new(), Counter::new());
        let (mut on_first, mut on_second) = (pin!(first.accept()), pin!(second.accept()));
        assert!(is_pending(on_first.as_mut(), &one), "nobody connects");
        assert!(is_pending(on_second.as_mut(), &two), "nobody connects");
        let _client = TcpStream::connect(first_addr).expect("somebody listens");
        one.woken().await;
        on_first.await.map(drop).expect("somebody connected");
        assert!(
            is_pending(Pin::as_mut(&mut on_second), &two),
            "nobody connected to it"
        );
    });
}
