//! Claims about the answers, which are the same in every strategy.

use anyrt::net::TcpConnectOptions;
use anyrt::prelude::*;
use futures_util::io::{AsyncReadExt, AsyncWriteExt};

use crate::harness::on_every_runtime;
use crate::load::{Client, drip};
use crate::strategy::Strategy;

#[test]
fn every_line_comes_back() {
    on_every_runtime(&Strategy::ALL, async |server, _| {
        let client = Client::connect(&server.rt, server.address).await;
        let mut client = client.expect("the server accepts");
        for line in ["a\n", "\n", "work\n", "a longer one, \u{1f980}\n"] {
            client.ask(line.as_bytes()).await.expect("an answer");
        }
    });
}

#[test]
fn lines_come_back_whole_however_they_are_sent() {
    on_every_runtime(&Strategy::ALL, async |server, _| {
        let client = Client::connect(&server.rt, server.address).await;
        let mut client = client.expect("the server accepts");
        client.send(b"one\ntwo\nth").await.expect("it reads");
        client.receive(b"one\ntwo\n").await.expect("two answers");
        client.send(b"ree\n").await.expect("it reads");
        client.receive(b"three\n").await.expect("the third");
        let dripped = drip(client, b"byte by byte\n", std::time::Duration::ZERO).await;
        dripped.expect("the fourth");
    });
}

#[test]
fn the_end_is_answered_with_the_end() {
    on_every_runtime(&Strategy::ALL, async |server, _| {
        let options = TcpConnectOptions::new();
        let stream = server.rt.tcp_connect(server.address, &options).await;
        let mut stream = stream.expect("the server accepts");
        stream.write_all(b"one\nno line").await.expect("it reads");
        stream.close().await.expect("it is connected");
        let mut answers = String::new();
        stream.read_to_string(&mut answers).await.expect("an end");
        assert_eq!(answers, "one\n");
    });
}

#[test]
fn a_line_without_end_is_cut_off() {
    on_every_runtime(&Strategy::ALL, async |server, _| {
        let options = TcpConnectOptions::new();
        let stream = server.rt.tcp_connect(server.address, &options).await;
        let mut stream = stream.expect("the server accepts");
        // Sending fails once the server has had enough, or else the answer shows that it has.
        let sent = stream.write_all(&vec![b'x'; 1 << 20]).await;
        let answer = stream.read(&mut [0]).await;
        assert!(sent.is_err() || !matches!(answer, Ok(1..)));
        // It is nobody else's concern.
        let client = Client::connect(&server.rt, server.address).await;
        let mut client = client.expect("the server accepts");
        client.ask(b"hello\n").await.expect("an answer");
    });
}

#[test]
fn clients_come_and_go() {
    on_every_runtime(&Strategy::ALL, async |server, strategy| {
        let visit = async || {
            let mut client = Client::connect(&server.rt, server.address).await?;
            for _ in 0..10 {
                client.ask(b"hello\n").await?;
            }
            std::io::Result::Ok(())
        };
        let visits: Vec<_> = (0..50).map(|_| visit()).collect();
        visits.try_join().await.expect("answers");
        let (_, reads) = server.service.counts();
        assert!(reads >= 50 * 10, "{strategy}: {reads} reads");
    });
}
