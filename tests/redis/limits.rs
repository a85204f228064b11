//! Claims about what the server does not put up with.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::harness::{ask, converse, expect, read_to_end, until, with_limits};
use crate::resp::ParseLimits;
use crate::server::Limits;

#[test]
fn a_request_that_is_too_large_is_refused_before_it_arrives() {
    let limits = || Limits {
        requests: ParseLimits {
            request_bytes: 1000,
            arguments: 10,
        },
        ..Limits::default()
    };
    with_limits(limits, |server| {
        let error = |reason| format!("-ERR Protocol error: {reason}\r\n");
        let reply = converse(&mut server.raw(), b"*2\r\n$4\r\nECHO\r\n$1001\r\n");
        assert_eq!(reply, error("invalid bulk length"));
        let part = [&b"$900\r\n"[..], &[b'x'; 900], b"\r\n"].concat();
        let bytes = [&b"*3\r\n$4\r\nECHO\r\n"[..], &part, &part].concat();
        assert_eq!(
            converse(&mut server.raw(), &bytes),
            error("request is too large")
        );
        assert_eq!(
            converse(&mut server.raw(), b"*11\r\n"),
            error("invalid multibulk length")
        );
        let fits = [&b"*2\r\n$4\r\nECHO\r\n"[..], &part].concat();
        let mut stream = server.raw();
        stream.write_all(&fits).expect("sent");
        expect(&mut stream, "$900\r\n");
    });
}

#[test]
fn a_large_request_within_the_limit_is_served() {
    with_limits(Limits::default, |server| {
        let client = &mut server.client();
        let value: Vec<u8> = (0..=255).cycle().take(20_000_000).collect();
        redis::cmd("SET")
            .arg("k")
            .arg(&value)
            .query::<()>(client)
            .expect("OK");
        let read: Vec<u8> = redis::cmd("GET").arg("k").query(client).expect("a value");
        assert!(read == value);
    });
}

#[test]
fn one_client_too_many_is_told_so_and_may_come_later() {
    let limits = || Limits {
        clients: 2,
        ..Limits::default()
    };
    with_limits(limits, |server| {
        let (mut one, two) = (server.raw(), server.raw());
        // A reply proves that the client is in the list, the order of accepting being that of
        // connecting.
        for mut stream in [&one, &two] {
            stream.write_all(b"PING\r\n").expect("sent");
            expect(&mut stream.try_clone().expect("a socket"), "+PONG\r\n");
        }
        let refusal = read_to_end(&mut server.raw());
        assert_eq!(refusal, "-ERR max number of clients reached\r\n");
        // Also for a client that speaks first.
        let refusal = converse(&mut server.raw(), b"PING\r\n");
        assert_eq!(refusal, "-ERR max number of clients reached\r\n");
        assert_eq!(converse(&mut one, b"QUIT\r\n"), "+OK\r\n");
        drop(two);
        until(|| {
            server
                .try_client("")
                .is_ok_and(|mut client| redis::cmd("PING").query::<String>(&mut client).is_ok())
        });
    });
}

#[test]
fn a_silent_client_is_sent_away_and_a_busy_one_is_not() {
    const IDLE: Duration = Duration::from_secs(3);
    let limits = || Limits {
        idle: Some(IDLE),
        ..Limits::default()
    };
    with_limits(limits, |server| {
        let start = Instant::now();
        let (mut silent, mut half) = (server.raw(), server.raw());
        half.write_all(b"*2\r\n$4\r\nEC").expect("sent");
        let busy = &mut server.client();
        // Time itself is under test: the busy client asks for much longer than it may be silent.
        until(|| {
            assert_eq!(ask::<String>(busy, "PING"), "PONG");
            start.elapsed() > IDLE * 2
        });
        assert_eq!(read_to_end(&mut silent), "");
        assert_eq!(read_to_end(&mut half), "");
        assert!(start.elapsed() >= IDLE);
    });
}
