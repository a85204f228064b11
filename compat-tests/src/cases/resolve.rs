//! D1: resolution runs off the executor threads, returns every address, and reports failures.

use std::{
    collections::BTreeSet,
    io::ErrorKind,
    net::{IpAddr, SocketAddr, ToSocketAddrs},
    pin::pin,
};

use anyrt_traits::{
    net::{Resolve, TcpConnectOptions, connect_host},
    task::yield_now,
};
use futures_util::future::join_all;

use super::flavour::Owner;
use crate::harness::{Counter, LOCALHOST, poll, port_nobody_listens_on};

/// Longer than a part of a name may be, so that no server is asked.
const IMPOSSIBLE: &str =
    "a-name-whose-only-part-is-longer-than-the-sixty-three-bytes-that-one-may-have";

pub fn an_address_needs_no_look_up<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for text in ["127.0.0.1", "192.0.2.7", "::1", "2001:db8::7"] {
            let ip: IpAddr = text.parse().expect("an address");
            let found = rt.resolve(text, 80).await.expect("an address");
            assert_eq!(found, [SocketAddr::new(ip, 80)]);
        }
    });
}

pub fn a_name_gives_every_address_with_its_port<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let found = rt
            .resolve("localhost", 1234)
            .await
            .expect("every machine has it");
        assert!(!found.is_empty());
        assert!(
            found
                .iter()
                .all(|addr| addr.ip().is_loopback() && addr.port() == 1234)
        );
        let found: BTreeSet<_> = found.into_iter().collect();
        let expected: BTreeSet<_> = ("localhost", 1234)
            .to_socket_addrs()
            .expect("every machine has it")
            .collect();
        assert_eq!(found, expected, "as many as the system knows");
    });
}

pub fn a_failed_look_up_is_an_error<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for name in [IMPOSSIBLE, "nonexistent.invalid", ""] {
            rt.resolve(name, 80).await.expect_err("no such name");
        }
        rt.resolve("localhost", 80)
            .await
            .expect("the next one is fine");
    });
}

pub fn a_look_up_does_not_run_within_the_poll<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        // One that runs elsewhere may still be quicker than its first poll, but not each time.
        let mut waited = false;
        for _ in 0..5_000 {
            let mut look_up = pin!(rt.resolve("localhost", 80));
            let counter = Counter::new();
            if poll(look_up.as_mut(), &counter).is_pending() {
                counter.woken().await;
                look_up.await.expect("every machine has it");
                waited = true;
                break;
            }
        }
        assert!(waited, "the thread that polls did the work");
    });
}

pub fn many_look_ups_run_at_once<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let all = join_all((1..=64).map(|port| rt.resolve("localhost", port))).await;
        for (found, port) in all.into_iter().zip(1..) {
            let found = found.expect("every machine has it");
            assert!(found.iter().all(|addr| addr.port() == port));
        }
    });
}

pub fn a_look_up_may_be_dropped_at_any_time<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for polls in 0..20 {
            let mut look_up = pin!(rt.resolve("localhost", 80));
            let counter = Counter::new();
            for _ in 0..polls {
                if poll(look_up.as_mut(), &counter).is_ready() {
                    break;
                }
                yield_now().await;
            }
        }
        rt.resolve("localhost", 80)
            .await
            .expect("the next one is fine");
    });
}

pub fn connecting_by_name_tries_every_address<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let listener = std::net::TcpListener::bind(LOCALHOST).expect("a free port");
        let addr = listener.local_addr().expect("a bound socket");
        let options = TcpConnectOptions::new();
        let connected = connect_host(&rt, "localhost", addr.port(), &options).await;
        connected.map(drop).expect("somebody listens");
        let nobody = port_nobody_listens_on();
        let error = connect_host(&rt, &nobody.ip().to_string(), nobody.port(), &options)
            .await
            .err();
        assert_eq!(
            error.expect("nobody listens").kind(),
            ErrorKind::ConnectionRefused
        );
        assert!(connect_host(&rt, IMPOSSIBLE, 80, &options).await.is_err());
    });
}
