//! Claims about publishing and subscribing.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::harness::{
    TestServer, ask, converse, expect, on_every_runtime, read_to_end, refused, until, with_limits,
};
use crate::server::Limits;

/// Writes a bulk string, or null, in the second version of the protocol.
fn bulk(text: Option<&str>) -> String {
    match text {
        Some(text) => format!("${}\r\n{text}\r\n", text.len()),
        None => "$-1\r\n".to_owned(),
    }
}

/// What confirms a subscription, or its end.
fn confirmation(word: &str, name: Option<&str>, count: usize) -> String {
    format!("*3\r\n{}{}:{count}\r\n", bulk(Some(word)), bulk(name))
}

/// A message from a channel.
fn message(channel: &str, payload: &str) -> String {
    let [word, channel, payload] = ["message", channel, payload].map(|text| bulk(Some(text)));
    format!("*3\r\n{word}{channel}{payload}")
}

/// A message that a pattern let through.
fn by_pattern(pattern: &str, channel: &str, payload: &str) -> String {
    let parts = ["pmessage", pattern, channel, payload].map(|text| bulk(Some(text)));
    format!("*4\r\n{}", parts.concat())
}

/// Connects a client that is subscribed to a channel.
fn subscriber(server: &TestServer, channel: &str) -> TcpStream {
    let mut stream = server.raw();
    let request = format!("SUBSCRIBE {channel}\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    expect(&mut stream, &confirmation("subscribe", Some(channel), 1));
    stream
}

#[test]
fn confirmations_count_channels_and_patterns() {
    on_every_runtime(|server| {
        let mut stream = server.raw();
        for (request, reply) in [
            (
                "SUBSCRIBE a b",
                [
                    confirmation("subscribe", Some("a"), 1),
                    confirmation("subscribe", Some("b"), 2),
                ]
                .concat(),
            ),
            ("PSUBSCRIBE x*", confirmation("psubscribe", Some("x*"), 3)),
            ("SUBSCRIBE a", confirmation("subscribe", Some("a"), 3)),
            ("SUBSCRIBE x*", confirmation("subscribe", Some("x*"), 4)),
            (
                "UNSUBSCRIBE a none",
                [
                    confirmation("unsubscribe", Some("a"), 3),
                    confirmation("unsubscribe", Some("none"), 3),
                ]
                .concat(),
            ),
            (
                "UNSUBSCRIBE",
                [
                    confirmation("unsubscribe", Some("b"), 2),
                    confirmation("unsubscribe", Some("x*"), 1),
                ]
                .concat(),
            ),
            ("UNSUBSCRIBE", confirmation("unsubscribe", None, 1)),
            ("PUNSUBSCRIBE", confirmation("punsubscribe", Some("x*"), 0)),
            ("PUNSUBSCRIBE", confirmation("punsubscribe", None, 0)),
            ("GET k", "$-1\r\n".to_owned()),
            (
                "SUBSCRIBE",
                "-ERR wrong number of arguments for 'subscribe' command\r\n".to_owned(),
            ),
        ] {
            stream.write_all(request.as_bytes()).expect("sent");
            stream.write_all(b"\r\n").expect("sent");
            expect(&mut stream, &reply);
        }
    });
}

#[test]
fn a_message_goes_to_channels_and_to_patterns_at_once() {
    on_every_runtime(|server| {
        let mut both = subscriber(server, "news.art");
        both.write_all(b"PSUBSCRIBE news.* n[a-f]ws.?rt\r\n")
            .expect("sent");
        expect(&mut both, &confirmation("psubscribe", Some("news.*"), 2));
        expect(
            &mut both,
            &confirmation("psubscribe", Some("n[a-f]ws.?rt"), 3),
        );
        let mut one = subscriber(server, "news.art");
        let client = &mut server.client();
        assert_eq!(ask::<i64>(client, "PUBLISH news.art x"), 4);
        assert_eq!(ask::<i64>(client, "PUBLISH news.it y"), 1);
        assert_eq!(ask::<i64>(client, "PUBLISH other z"), 0);
        expect(&mut both, &message("news.art", "x"));
        expect(&mut both, &by_pattern("n[a-f]ws.?rt", "news.art", "x"));
        expect(&mut both, &by_pattern("news.*", "news.art", "x"));
        expect(&mut both, &by_pattern("news.*", "news.it", "y"));
        expect(&mut one, &message("news.art", "x"));
        one.write_all(b"PING\r\n").expect("sent");
        expect(&mut one, "*2\r\n$4\r\npong\r\n$0\r\n\r\n");
    });
}

#[test]
fn the_third_version_pushes_and_allows_every_command() {
    on_every_runtime(|server| {
        let mut stream = server.raw();
        stream.write_all(b"HELLO 3\r\n").expect("sent");
        let mut hello = String::new();
        while !hello.ends_with("$7\r\nmodules\r\n*0\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).expect("a reply");
            hello.push(char::from(byte[0]));
        }
        stream
            .write_all(
                b"SUBSCRIBE c\r\nPSUBSCRIBE ?\r\nSET k v\r\nPING\r\nPUBLISH c x\r\nGET k\r\n",
            )
            .expect("sent");
        expect(&mut stream, ">3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n");
        expect(&mut stream, ">3\r\n$10\r\npsubscribe\r\n$1\r\n?\r\n:2\r\n");
        expect(&mut stream, "+OK\r\n+PONG\r\n:2\r\n");
        expect(&mut stream, ">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nx\r\n");
        expect(
            &mut stream,
            ">4\r\n$8\r\npmessage\r\n$1\r\n?\r\n$1\r\nc\r\n$1\r\nx\r\n",
        );
        expect(&mut stream, "$1\r\nv\r\n");
        stream
            .write_all(b"PUNSUBSCRIBE\r\nUNSUBSCRIBE\r\nUNSUBSCRIBE\r\n")
            .expect("sent");
        expect(
            &mut stream,
            ">3\r\n$12\r\npunsubscribe\r\n$1\r\n?\r\n:1\r\n",
        );
        expect(&mut stream, ">3\r\n$11\r\nunsubscribe\r\n$1\r\nc\r\n:0\r\n");
        expect(&mut stream, ">3\r\n$11\r\nunsubscribe\r\n_\r\n:0\r\n");
    });
}

#[test]
fn in_the_second_version_a_subscriber_is_confined() {
    on_every_runtime(|server| {
        let mut stream = subscriber(server, "c");
        stream
            .write_all(b"GET k\r\nPING\r\nPING x\r\nGET\r\n")
            .expect("sent");
        expect(
            &mut stream,
            "-ERR Can't execute 'get': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET \
             are allowed in this context\r\n",
        );
        expect(&mut stream, "*2\r\n$4\r\npong\r\n$0\r\n\r\n");
        expect(&mut stream, "*2\r\n$4\r\npong\r\n$1\r\nx\r\n");
        expect(
            &mut stream,
            "-ERR wrong number of arguments for 'get' command\r\n",
        );
        stream.write_all(b"RESET\r\nGET k\r\n").expect("sent");
        expect(&mut stream, "+RESET\r\n$-1\r\n");
        assert_eq!(ask::<i64>(&mut server.client(), "PUBLISH c x"), 0);
        let mut other = subscriber(server, "c");
        assert_eq!(converse(&mut other, b"QUIT\r\n"), "+OK\r\n");
        assert_eq!(ask::<i64>(&mut server.client(), "PUBLISH c x"), 0);
    });
}

#[test]
fn subscriptions_are_told() {
    on_every_runtime(|server| {
        let mut one = subscriber(server, "news.a");
        one.write_all(b"PSUBSCRIBE n* m*\r\n").expect("sent");
        expect(&mut one, &confirmation("psubscribe", Some("n*"), 2));
        expect(&mut one, &confirmation("psubscribe", Some("m*"), 3));
        let mut two = subscriber(server, "news.a");
        two.write_all(b"SUBSCRIBE other\r\nPSUBSCRIBE n*\r\n")
            .expect("sent");
        expect(&mut two, &confirmation("subscribe", Some("other"), 2));
        expect(&mut two, &confirmation("psubscribe", Some("n*"), 3));
        let client = &mut server.client();
        let names: Vec<String> = ask(client, "PUBSUB CHANNELS");
        assert_eq!(names, ["news.a", "other"]);
        let names: Vec<String> = ask(client, "PUBSUB CHANNELS n*");
        assert_eq!(names, ["news.a"]);
        let counts: Vec<(String, usize)> = ask(client, "PUBSUB NUMSUB news.a other none");
        let counts: Vec<_> = counts.iter().map(|(name, n)| (name.as_str(), *n)).collect();
        assert_eq!(counts, [("news.a", 2), ("other", 1), ("none", 0)]);
        assert_eq!(ask::<Vec<String>>(client, "PUBSUB NUMSUB"), [""; 0]);
        assert_eq!(ask::<usize>(client, "PUBSUB NUMPAT"), 2);
        let info: redis::InfoDict = ask(client, "INFO");
        assert_eq!(info.get::<usize>("pubsub_clients"), Some(2));
        assert_eq!(info.get::<usize>("pubsub_channels"), Some(2));
        assert_eq!(info.get::<usize>("pubsub_patterns"), Some(2));
        let list: String = ask(client, "CLIENT LIST TYPE pubsub");
        assert_eq!(list.lines().count(), 2);
        assert!(list.contains(" sub=1 psub=2 ") && list.contains(" sub=2 psub=1 "));
        let list: String = ask(client, "CLIENT LIST TYPE normal");
        assert!(list.contains(" sub=0 psub=0 ") && list.lines().count() == 1);
        assert_eq!(
            refused(client, "PUBSUB NONE"),
            "ERR unknown subcommand 'NONE'. Try PUBSUB HELP."
        );
        drop(one);
        until(|| ask::<usize>(client, "PUBSUB NUMPAT") == 1);
        assert_eq!(ask::<i64>(client, "PUBLISH news.a x"), 2);
    });
}

#[test]
fn every_subscriber_gets_every_message_in_the_same_order() {
    const SUBSCRIBERS: usize = 30;
    const PUBLISHERS: usize = 3;
    const MESSAGES: usize = 500;
    on_every_runtime(|server| {
        let mut streams: Vec<_> = (0..SUBSCRIBERS).map(|_| subscriber(server, "c")).collect();
        let server = &*server;
        thread::scope(|scope| {
            for publisher in 0..PUBLISHERS {
                scope.spawn(move || {
                    let mut pipe = redis::pipe();
                    for number in 0..MESSAGES {
                        let payload = format!("{publisher}:{number:04}");
                        pipe.cmd("PUBLISH").arg("c").arg(payload);
                    }
                    let counts: Vec<usize> = pipe.query(&mut server.client()).expect("OK");
                    assert_eq!(counts, [SUBSCRIBERS; MESSAGES]);
                });
            }
        });
        let mut first = vec![0; message("c", "0:0000").len() * PUBLISHERS * MESSAGES];
        streams[0].read_exact(&mut first).expect("messages");
        let text = String::from_utf8(first).expect("text");
        for publisher in 0..PUBLISHERS {
            let of_one = text.lines().filter_map(|line| {
                let number = line.strip_prefix(&format!("{publisher}:"))?;
                Some(number.parse::<usize>().expect("a number"))
            });
            assert!(of_one.eq(0..MESSAGES));
        }
        for stream in &mut streams[1..] {
            expect(stream, &text);
        }
    });
}

#[test]
fn what_was_published_before_the_end_of_a_subscription_comes_before_it() {
    on_every_runtime(|server| {
        let done = &AtomicBool::new(false);
        let server = &*server;
        thread::scope(|scope| {
            let publisher = scope.spawn(move || {
                let mut pipe = redis::pipe();
                for _ in 0..100 {
                    pipe.cmd("PUBLISH").arg("c").arg("x");
                }
                let client = &mut server.client();
                let mut sent = 0;
                while !done.load(Ordering::Relaxed) {
                    let counts: Vec<usize> = pipe.query(client).expect("OK");
                    sent += counts.iter().sum::<usize>();
                }
                sent
            });
            let mut received = 0;
            let mut stream = server.raw();
            for _ in 0..1000 {
                let mut text = String::new();
                for (requests, last) in [
                    ("SUBSCRIBE c\r\nPING end\r\n", "$3\r\nend\r\n"),
                    ("UNSUBSCRIBE\r\nECHO final\r\n", "$5\r\nfinal\r\n"),
                ] {
                    stream.write_all(requests.as_bytes()).expect("sent");
                    while !text.contains(last) {
                        let mut part = [0; 1024];
                        let count = stream.read(&mut part).expect("replies");
                        assert_ne!(count, 0, "the connection ended");
                        text.push_str(&String::from_utf8_lossy(&part[..count]));
                    }
                }
                let end = confirmation("unsubscribe", Some("c"), 0);
                let (before, after) = text.split_once(&end).expect("a confirmation");
                assert_eq!(after, "$5\r\nfinal\r\n");
                received += before.matches(&message("c", "x")).count();
            }
            done.store(true, Ordering::Relaxed);
            assert_eq!(publisher.join().expect("no panic"), received);
        });
    });
}

#[test]
fn a_subscriber_that_does_not_read_is_sent_away_and_the_others_are_not() {
    let limits = || Limits {
        subscriber_bytes: 1_000_000,
        ..Limits::default()
    };
    with_limits(limits, |server| {
        let (mut slow, mut fast) = (subscriber(server, "c"), subscriber(server, "c"));
        let client = &mut server.client();
        let payload = "x".repeat(100_000);
        let all = message("c", &payload);
        let mut published = 0;
        // The buffers of the sockets take some megabytes before messages wait in the server.
        loop {
            let count: i64 = ask(client, &format!("PUBLISH c {payload}"));
            expect(&mut fast, &all);
            if count == 1 {
                break;
            }
            published += 1;
        }
        assert!(published >= 10);
        let read = read_to_end(&mut slow);
        assert!(all.repeat(published).starts_with(&read));
        assert_eq!(ask::<i64>(client, "PUBLISH c end"), 1);
        expect(&mut fast, &message("c", "end"));
    });
}

#[test]
fn a_subscriber_that_is_killed_ends_at_once() {
    on_every_runtime(|server| {
        let mut one = server.raw();
        one.write_all(b"CLIENT ID\r\nSUBSCRIBE c\r\n")
            .expect("sent");
        let mut two = subscriber(server, "c");
        let mut three = server.raw();
        let address = three.local_addr().expect("an address");
        three.write_all(b"PING\r\n").expect("sent");
        expect(&mut three, "+PONG\r\n");
        let client = &mut server.client();
        expect(&mut one, ":1\r\n");
        expect(&mut one, &confirmation("subscribe", Some("c"), 1));
        assert_eq!(ask::<i64>(client, "CLIENT KILL ID 1"), 1);
        assert_eq!(read_to_end(&mut one), "");
        assert_eq!(ask::<i64>(client, "CLIENT KILL TYPE pubsub ID 999"), 0);
        assert_eq!(ask::<i64>(client, "CLIENT KILL TYPE pubsub"), 1);
        assert_eq!(read_to_end(&mut two), "");
        assert_eq!(
            ask::<String>(client, &format!("CLIENT KILL {address}")),
            "OK"
        );
        assert_eq!(read_to_end(&mut three), "");
        assert_eq!(
            refused(client, "CLIENT KILL 127.0.0.1:1"),
            "ERR No such client"
        );
        assert_eq!(refused(client, "CLIENT KILL ID 1 ADDR"), "ERR syntax error");
        assert_eq!(
            refused(client, "CLIENT KILL ID x"),
            "ERR client-id should be greater than 0"
        );
        until(|| ask::<i64>(client, "PUBLISH c x") == 0);
        let reply = converse(&mut server.raw(), b"CLIENT KILL SKIPME no TYPE normal\r\n");
        assert_eq!(reply, ":2\r\n");
    });
}

#[test]
fn a_subscriber_may_be_silent_as_long_as_it_is_one() {
    let limits = || Limits {
        idle: Some(Duration::from_secs(2)),
        ..Limits::default()
    };
    with_limits(limits, |server| {
        let mut listening = subscriber(server, "c");
        // Time itself is under test: another one is sent away meanwhile.
        assert_eq!(read_to_end(&mut server.raw()), "");
        assert_eq!(ask::<i64>(&mut server.client(), "PUBLISH c x"), 1);
        expect(&mut listening, &message("c", "x"));
        listening.write_all(b"UNSUBSCRIBE\r\n").expect("sent");
        expect(&mut listening, &confirmation("unsubscribe", Some("c"), 0));
        assert_eq!(read_to_end(&mut listening), "");
    });
}

#[test]
fn a_shutdown_delivers_what_was_published_before() {
    on_every_runtime(|server| {
        let mut streams = [subscriber(server, "c"), subscriber(server, "c")];
        let mut pipe = redis::pipe();
        let payload = "x".repeat(10_000);
        for _ in 0..1000 {
            pipe.cmd("PUBLISH").arg("c").arg(&payload).ignore();
        }
        pipe.query::<()>(&mut server.client()).expect("OK");
        server.shutdown.begin();
        let all = message("c", &payload).repeat(1000);
        for stream in &mut streams {
            assert!(read_to_end(stream) == all);
        }
        server.join().expect("the server ends in order");
    });
}

#[test]
fn a_client_library_subscribes_and_publishes() {
    on_every_runtime(|server| {
        let mut listener = server.client();
        let mut pubsub = listener.as_pubsub();
        pubsub.subscribe("c").expect("subscribed");
        pubsub.psubscribe("d*").expect("subscribed");
        let client = &mut server.client();
        for (channel, payload) in [("c", "one"), ("dd", "two")] {
            let count: i64 = redis::Commands::publish(client, channel, payload).expect("published");
            assert_eq!(count, 1);
        }
        let message = pubsub.get_message().expect("a message");
        assert_eq!(message.get_channel_name(), "c");
        assert_eq!(message.get_payload::<String>().expect("a text"), "one");
        let message = pubsub.get_message().expect("a message");
        assert_eq!(message.get_pattern::<String>().expect("a pattern"), "d*");
        assert_eq!(message.get_payload::<String>().expect("a text"), "two");
        pubsub.unsubscribe("c").expect("no more");
        pubsub.punsubscribe("d*").expect("no more");
        drop(pubsub);
        assert_eq!(ask::<String>(&mut listener, "PING"), "PONG");
    });
}
