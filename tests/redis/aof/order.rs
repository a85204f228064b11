//! What comes before what: writing, synchronising, and the reply.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;

use anyrt::Backend;

use super::place::{Place, everywhere};
use super::watched::Watch;
use crate::harness::{TestServer, ask, expect, until};
use crate::persistence::Policy;
use crate::server::Limits;

/// Starts a server whose files are watched, beside what opens the watch before the server must end.
pub(super) fn start(
    backend: Backend,
    place: &Place,
    policy: Policy,
    watch: &Watch,
) -> (TestServer, Opened) {
    let opened = Opened(watch.clone());
    let watch = watch.clone();
    let wrap = move |rt| watch.wrap(&rt);
    let started = TestServer::try_start(backend, Limits::default(), place.settings(policy), wrap);
    (started.expect("the server starts"), opened)
}

/// Opens a watch in the end, so that a test that fails ends.
pub(super) struct Opened(Watch);

impl Drop for Opened {
    fn drop(&mut self) {
        self.0.open();
    }
}

/// Checks that a client was sent nothing, after the server had every opportunity.
fn check_silence(server: &TestServer, stream: &mut TcpStream) {
    let client = &mut server.client();
    for _ in 0..50 {
        assert_eq!(ask::<String>(client, "PING"), "PONG");
    }
    stream.set_nonblocking(true).expect("a socket option");
    let nothing = stream.read(&mut [0; 16]).expect_err("nothing has come");
    assert_eq!(nothing.kind(), ErrorKind::WouldBlock);
    stream.set_nonblocking(false).expect("a socket option");
}

#[test]
fn always_means_that_the_disk_has_it_before_the_reply() {
    everywhere(|backend, place| {
        let watch = Watch::default();
        let (server, _opened) = start(backend, place, Policy::Always, &watch);
        watch.take();
        watch.close();
        let mut stream = server.raw();
        stream
            .write_all(b"GET k\r\nSET k v\r\nGET k\r\n")
            .expect("sent");
        // What comes before the change does not wait for it.
        expect(&mut stream, "$-1\r\n");
        until(|| watch.is_waited_for());
        check_silence(&server, &mut stream);
        // Others see the change already, as in Redis.
        assert_eq!(ask::<String>(&mut server.client(), "GET k"), "v");
        assert_eq!(watch.take(), ["write appendonly.aof"]);
        watch.open();
        expect(&mut stream, "+OK\r\n$1\r\nv\r\n");
        assert_eq!(watch.take(), ["sync appendonly.aof"]);
    });
}

#[test]
fn clients_share_a_synchronisation() {
    everywhere(|backend, place| {
        let watch = Watch::default();
        let (server, _opened) = start(backend, place, Policy::Always, &watch);
        watch.take();
        watch.close();
        let mut streams: Vec<_> = (0..20).map(|_| server.raw()).collect();
        for (number, stream) in streams.iter_mut().enumerate() {
            stream
                .write_all(format!("SET k{number} v\r\n").as_bytes())
                .expect("sent");
            until(|| watch.is_waited_for());
        }
        until(|| ask::<usize>(&mut server.client(), "DBSIZE") == streams.len());
        watch.open();
        for stream in &mut streams {
            expect(stream, "+OK\r\n");
        }
        let (write, sync) = ("write appendonly.aof", "sync appendonly.aof");
        assert_eq!(watch.take(), [write, sync, write, sync]);
    });
}

#[test]
fn who_was_given_an_element_learns_of_it_when_the_disk_knows() {
    everywhere(|backend, place| {
        let watch = Watch::default();
        let (server, _opened) = start(backend, place, Policy::Always, &watch);
        let mut waiting = server.raw();
        waiting.write_all(b"BLPOP l 0\r\n").expect("sent");
        let client = &mut server.client();
        until(|| ask::<redis::InfoDict>(client, "INFO clients").get("blocked_clients") == Some(1));
        watch.close();
        let mut pushing = server.raw();
        pushing.write_all(b"RPUSH l a\r\n").expect("sent");
        until(|| watch.is_waited_for());
        check_silence(&server, &mut waiting);
        watch.open();
        expect(&mut waiting, "*2\r\n$1\r\nl\r\n$1\r\na\r\n");
        expect(&mut pushing, ":1\r\n");
    });
}

#[test]
fn the_other_policies_write_before_the_reply_and_do_not_wait_for_the_disk() {
    for policy in [Policy::EverySecond, Policy::No] {
        everywhere(|backend, place| {
            let watch = Watch::default();
            let (server, _opened) = start(backend, place, policy, &watch);
            watch.take();
            watch.close();
            let client = &mut server.client();
            ask::<String>(client, "SET k v");
            assert_eq!(watch.take(), ["write appendonly.aof"]);
            assert!(place.read().ends_with(b"$1\r\nk\r\n$1\r\nv\r\n"));
            if policy == Policy::EverySecond {
                // Time itself is under test: the disk is asked within a second, and nobody waits.
                until(|| watch.is_waited_for());
                ask::<String>(client, "SET k w");
                assert_eq!(watch.take(), ["write appendonly.aof"]);
                watch.open();
                until(|| {
                    watch
                        .take()
                        .iter()
                        .any(|done| done == "sync appendonly.aof")
                });
            }
            watch.open();
        });
    }
}

#[test]
fn the_end_in_order_leaves_it_on_the_disk() {
    for policy in [Policy::EverySecond, Policy::No] {
        everywhere(|backend, place| {
            let watch = Watch::default();
            let (mut server, _opened) = start(backend, place, policy, &watch);
            ask::<String>(&mut server.client(), "SET k v");
            server.shutdown.begin();
            server.join().expect("the server ends in order");
            assert_eq!(watch.take().pop().as_deref(), Some("sync appendonly.aof"));
        });
    }
}
