//! Claims about who waits for whom. Events say it; no clock is asked.

use std::cell::Cell;

use anyrt::combinators::future::Join;

use crate::harness::{Server, on_every_runtime};
use crate::load::Client;
use crate::strategy::Strategy;

async fn connect(server: &Server) -> Client<anyrt::AnyRuntime> {
    let client = Client::connect(&server.rt, server.address).await;
    client.expect("the server accepts")
}

#[test]
fn in_the_sequential_server_a_fast_client_waits_until_the_slow_one_has_left() {
    on_every_runtime(&[Strategy::Sequential], async |server, _| {
        let mut slow = connect(&server).await;
        slow.ask(b"first\n").await.expect("it is served");
        let mut fast = connect(&server).await;
        fast.send(b"hello\n").await.expect("the system takes it");
        let has_left = Cell::new(false);
        let slow = async {
            // Were the other served as well, it would be so somewhere in between.
            for _ in 0..1000 {
                slow.ask(b"another\n").await.expect("it is served");
            }
            has_left.set(true);
            drop(slow);
        };
        let fast = async {
            fast.receive(b"hello\n").await.expect("an answer");
            assert!(has_left.get(), "the slow one is still there");
        };
        (slow, fast).join().await;
    });
}

#[test]
fn in_the_others_a_fast_client_is_served_while_the_slow_one_is_there() {
    on_every_runtime(&Strategy::ALL[1..], async |server, _| {
        let mut slow = connect(&server).await;
        slow.ask(b"first\n").await.expect("it is served");
        slow.send(b"a li").await.expect("it is served");
        let mut fast = connect(&server).await;
        for _ in 0..100 {
            fast.ask(b"hello\n").await.expect("it is served");
        }
        drop(fast);
        slow.send(b"ne\n").await.expect("it is served");
        slow.receive(b"a line\n").await.expect("an answer");
    });
}
