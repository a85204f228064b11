//! Claims about waiting for elements of lists.

use std::collections::HashSet;
use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use redis::{Connection, Value};

use crate::harness::{
    TestServer, ask, converse, expect, on_every_runtime, read_to_end, refused, until, with_limits,
};
use crate::server::Limits;

/// Asks until so many clients wait: a request without a reply cannot be waited for otherwise.
fn until_blocked(client: &mut Connection, count: usize) {
    until(|| {
        let info: redis::InfoDict = ask(client, "INFO clients");
        info.get::<usize>("blocked_clients") == Some(count)
    });
}

/// Connects a client that waits, being the last of so many.
fn blocked(server: &TestServer, count: usize, request: &str) -> TcpStream {
    let mut stream = server.raw();
    let request = format!("{request}\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    until_blocked(&mut server.client(), count);
    stream
}

/// What a client reads that got an element.
fn popped(key: &str, element: &str) -> String {
    format!(
        "*2\r\n${}\r\n{key}\r\n${}\r\n{element}\r\n",
        key.len(),
        element.len()
    )
}

#[test]
fn an_element_that_is_there_is_taken_at_once() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        ask::<i64>(client, "RPUSH l a b c");
        ask::<i64>(client, "RPUSH m x");
        let pair = |key: &str, element: &str| (key.to_owned(), element.to_owned());
        type Pair = (String, String);
        assert_eq!(ask::<Pair>(client, "BLPOP none l m 0"), pair("l", "a"));
        assert_eq!(ask::<Pair>(client, "BRPOP l m 0"), pair("l", "c"));
        assert_eq!(ask::<Pair>(client, "BLPOP m l 1.5"), pair("m", "x"));
        assert_eq!(ask::<String>(client, "BLMOVE l m LEFT RIGHT 0"), "b");
        assert_eq!(ask::<String>(client, "BRPOPLPUSH m l 0"), "b");
        assert_eq!(ask::<i64>(client, "RPUSH l c"), 2);
        assert_eq!(ask::<String>(client, "RPOPLPUSH l l"), "c");
        assert_eq!(ask::<String>(client, "LMOVE l l right LEFT"), "b");
        assert_eq!(ask::<Vec<String>>(client, "LRANGE l 0 -1"), ["b", "c"]);
        assert_eq!(ask::<Option<String>>(client, "RPOPLPUSH none l"), None);
        assert_eq!(ask::<i64>(client, "EXISTS m"), 0);
    });
}

#[test]
fn what_makes_no_sense_is_refused_and_not_waited_for() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        ask::<String>(client, "SET s v");
        let wrong_type = "WRONGTYPE Operation against a key holding the wrong kind of value";
        for (request, error) in [
            ("BLPOP l -1", "ERR timeout is negative"),
            ("BLPOP l x", "ERR timeout is not a float or out of range"),
            ("BRPOP l nan", "ERR timeout is not a float or out of range"),
            ("BLPOP l inf", "ERR timeout is out of range"),
            ("BLPOP l 1e300", "ERR timeout is out of range"),
            (
                "BLPOP l",
                "ERR wrong number of arguments for 'blpop' command",
            ),
            ("BLPOP l s 0", wrong_type),
            ("BLMOVE s l LEFT LEFT 0", wrong_type),
            ("BLMOVE l m LEFT UP 0", "ERR syntax error"),
            ("LMOVE l m UP LEFT", "ERR syntax error"),
            ("BRPOPLPUSH l m -0.1", "ERR timeout is negative"),
        ] {
            assert_eq!(refused(client, request), error, "{request}");
        }
        ask::<i64>(client, "RPUSH l a");
        assert_eq!(refused(client, "LMOVE l s LEFT LEFT"), wrong_type);
        assert_eq!(refused(client, "BRPOPLPUSH l s 0"), wrong_type);
        assert_eq!(ask::<i64>(client, "LLEN l"), 1);
        until_blocked(client, 0);
    });
}

#[test]
fn waiting_ends_when_its_time_is_over() {
    on_every_runtime(|server| {
        let mut stream = server.raw();
        stream
            .write_all(
                b"BLPOP l 0.05\r\nPING\r\nBRPOP l m 0.001\r\nBLMOVE l m LEFT LEFT 0.01\r\nPING x\r\n",
            )
            .expect("sent");
        expect(&mut stream, "*-1\r\n+PONG\r\n*-1\r\n*-1\r\n$1\r\nx\r\n");
        let client = &mut server.client_resp3();
        assert_eq!(ask::<Value>(client, "BLPOP l 0.01"), Value::Nil);
        assert_eq!(ask::<i64>(client, "RPUSH l a"), 1);
        assert_eq!(ask::<i64>(client, "LLEN l"), 1);
        until_blocked(client, 0);
    });
}

#[test]
fn who_came_first_is_served_first() {
    on_every_runtime(|server| {
        let mut streams: Vec<_> = (1..=5)
            .map(|count| blocked(server, count, "BLPOP l 0"))
            .collect();
        let client = &mut server.client();
        // The elements are pushed before anybody is served.
        assert_eq!(ask::<i64>(client, "LPUSH l c b a"), 3);
        for (stream, element) in streams.iter_mut().zip(["a", "b", "c"]) {
            expect(stream, &popped("l", element));
        }
        until_blocked(client, 2);
        assert_eq!(ask::<i64>(client, "RPUSH l d e f g"), 4);
        for (stream, element) in streams[3..].iter_mut().zip(["d", "e"]) {
            expect(stream, &popped("l", element));
        }
        assert_eq!(ask::<Vec<String>>(client, "LRANGE l 0 -1"), ["f", "g"]);
    });
}

#[test]
fn any_of_several_keys_will_do_and_is_taken_from_once() {
    on_every_runtime(|server| {
        let mut several = blocked(server, 1, "BRPOP a b a 0");
        let mut one = blocked(server, 2, "BLPOP b 0");
        let client = &mut server.client();
        assert_eq!(ask::<i64>(client, "RPUSH b x y"), 2);
        expect(&mut several, &popped("b", "y"));
        expect(&mut one, &popped("b", "x"));
        assert_eq!(ask::<i64>(client, "RPUSH a z"), 1);
        assert_eq!(ask::<i64>(client, "LLEN a"), 1);
    });
}

#[test]
fn only_a_list_of_the_same_database_is_waited_for() {
    on_every_runtime(|server| {
        let mut stream = blocked(server, 1, "BLPOP l 0");
        let client = &mut server.client();
        ask::<String>(client, "SELECT 1");
        assert_eq!(ask::<i64>(client, "RPUSH l other"), 1);
        ask::<String>(client, "SELECT 0");
        ask::<String>(client, "SET l text");
        ask::<i64>(client, "DEL l");
        assert_eq!(ask::<i64>(client, "RPUSH m a b"), 2);
        until_blocked(client, 1);
        assert_eq!(ask::<String>(client, "RENAME m l"), "OK");
        expect(&mut stream, &popped("l", "a"));
        assert_eq!(ask::<i64>(client, "LLEN l"), 1);
    });
}

#[test]
fn what_is_moved_serves_those_that_wait_for_it() {
    on_every_runtime(|server| {
        let mut last = blocked(server, 1, "BLPOP c 0");
        let mut first = blocked(server, 2, "BLMOVE a b LEFT RIGHT 0");
        let mut second = blocked(server, 3, "BRPOPLPUSH b c 0");
        let client = &mut server.client();
        assert_eq!(ask::<i64>(client, "RPUSH a x"), 1);
        expect(&mut first, "$1\r\nx\r\n");
        expect(&mut second, "$1\r\nx\r\n");
        expect(&mut last, &popped("c", "x"));
        assert_eq!(ask::<i64>(client, "EXISTS a b c"), 0);
        let mut turning = blocked(server, 1, "BLMOVE a a LEFT RIGHT 0");
        assert_eq!(ask::<i64>(client, "RPUSH a x y"), 2);
        expect(&mut turning, "$1\r\nx\r\n");
        assert_eq!(ask::<Vec<String>>(client, "LRANGE a 0 -1"), ["y", "x"]);
    });
}

#[test]
fn an_element_that_cannot_be_moved_goes_to_the_next() {
    on_every_runtime(|server| {
        let mut moving = blocked(server, 1, "BLMOVE l s LEFT LEFT 0");
        let mut next = blocked(server, 2, "BLPOP l 0");
        let client = &mut server.client();
        ask::<String>(client, "SET s text");
        assert_eq!(ask::<i64>(client, "RPUSH l a"), 1);
        expect(
            &mut moving,
            "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n",
        );
        expect(&mut next, &popped("l", "a"));
        moving.write_all(b"PING\r\n").expect("sent");
        expect(&mut moving, "+PONG\r\n");
    });
}

#[test]
fn further_requests_of_a_client_that_waits_wait_too() {
    on_every_runtime(|server| {
        let mut stream = blocked(server, 1, "BLPOP l 0\r\nINCR n\r\nBLPOP l 0\r\nINCR n");
        let client = &mut server.client();
        assert_eq!(ask::<Option<i64>>(client, "GET n"), None);
        ask::<i64>(client, "RPUSH l a");
        expect(&mut stream, &(popped("l", "a") + ":1\r\n"));
        until_blocked(client, 1);
        assert_eq!(ask::<i64>(client, "GET n"), 1);
        ask::<i64>(client, "RPUSH l b");
        expect(&mut stream, &(popped("l", "b") + ":2\r\n"));
    });
}

#[test]
fn a_client_that_goes_away_takes_nothing_with_it() {
    on_every_runtime(|server| {
        let gone = blocked(server, 1, "BLPOP l 0");
        let behind = blocked(server, 2, "BLPOP l 0\r\nPING");
        let mut next = blocked(server, 3, "BLPOP l 0");
        let client = &mut server.client();
        drop(gone);
        until_blocked(client, 2);
        drop(behind);
        until_blocked(client, 1);
        ask::<i64>(client, "RPUSH l a");
        expect(&mut next, &popped("l", "a"));
        drop(blocked(server, 1, "BLPOP l 0"));
        until_blocked(client, 0);
        assert_eq!(ask::<i64>(client, "RPUSH l b"), 1);
        assert_eq!(ask::<i64>(client, "LLEN l"), 1);
    });
}

#[test]
fn a_client_that_waits_can_be_sent_away_or_told_to_go_on() {
    on_every_runtime(|server| {
        let mut stream = server.raw();
        stream
            .write_all(b"CLIENT ID\r\nBLPOP l 0\r\n")
            .expect("sent");
        expect(&mut stream, ":1\r\n");
        let client = &mut server.client();
        until_blocked(client, 1);
        assert_eq!(ask::<i64>(client, "CLIENT UNBLOCK 1"), 1);
        expect(&mut stream, "*-1\r\n");
        assert_eq!(ask::<i64>(client, "CLIENT UNBLOCK 1"), 0);
        stream.write_all(b"BLPOP l 0\r\n").expect("sent");
        until_blocked(client, 1);
        assert_eq!(ask::<i64>(client, "CLIENT UNBLOCK 1 ERROR"), 1);
        expect(
            &mut stream,
            "-UNBLOCKED client unblocked via CLIENT UNBLOCK\r\n",
        );
        assert_eq!(
            refused(client, "CLIENT UNBLOCK 1 NOW"),
            "ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR"
        );
        stream.write_all(b"BLPOP l 0\r\nPING\r\n").expect("sent");
        until_blocked(client, 1);
        assert_eq!(ask::<i64>(client, "CLIENT KILL ID 1"), 1);
        until_blocked(client, 0);
        ask::<i64>(client, "RPUSH l a");
        assert_eq!(ask::<i64>(client, "LLEN l"), 1);
    });
}

#[test]
fn a_client_that_is_killed_while_it_waits_reads_the_end() {
    on_every_runtime(|server| {
        let mut stream = blocked(server, 1, "BLPOP l 0");
        let address = stream.local_addr().expect("an address");
        let client = &mut server.client();
        ask::<String>(client, &format!("CLIENT KILL {address}"));
        assert_eq!(read_to_end(&mut stream), "");
    });
}

#[test]
fn a_shutdown_ends_the_waiting() {
    on_every_runtime(|server| {
        let mut streams = [
            blocked(server, 1, "BLPOP l 0"),
            blocked(server, 2, "BLPOP l m 1000\r\nPING"),
            blocked(server, 3, "BLMOVE l m LEFT LEFT 0"),
        ];
        assert_eq!(converse(&mut server.raw(), b"SHUTDOWN\r\n"), "");
        for stream in &mut streams {
            assert_eq!(read_to_end(stream), "");
        }
        server.join().expect("the server ends in order");
    });
}

#[test]
fn a_client_may_wait_longer_than_it_may_be_silent() {
    let limits = || Limits {
        idle: Some(Duration::from_secs(3)),
        ..Limits::default()
    };
    with_limits(limits, |server| {
        let (mut served, mut timed) = (server.raw(), server.raw());
        served.write_all(b"BLPOP l 0\r\n").expect("sent");
        timed.write_all(b"BLPOP m 3.2\r\n").expect("sent");
        // Time itself is under test.
        expect(&mut timed, "*-1\r\n");
        timed.write_all(b"RPUSH l a\r\n").expect("sent");
        expect(&mut timed, ":1\r\n");
        expect(&mut served, &popped("l", "a"));
        served.write_all(b"PING\r\n").expect("sent");
        expect(&mut served, "+PONG\r\n");
        assert_eq!(read_to_end(&mut served), "");
    });
}

#[test]
fn a_subscriber_that_waits_gets_messages_meanwhile() {
    on_every_runtime(|server| {
        let mut stream = server.raw();
        stream
            .write_all(b"HELLO 3 SETNAME me\r\nSUBSCRIBE c\r\nBLPOP l 0\r\nPING\r\n")
            .expect("sent");
        let client = &mut server.client();
        until_blocked(client, 1);
        assert_eq!(ask::<i64>(client, "PUBLISH c x"), 1);
        ask::<i64>(client, "RPUSH l a");
        let all = "modules\r\n*0\r\n>3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n\
            >3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nx\r\n";
        let all = [all, &popped("l", "a"), "+PONG\r\n"].concat();
        stream.write_all(b"QUIT\r\n").expect("sent");
        let text = read_to_end(&mut stream);
        let text = text.strip_suffix("+OK\r\n").expect("a farewell");
        assert!(text.ends_with(&all), "{text}");
    });
}

#[test]
fn nothing_is_lost_or_taken_twice_among_many_clients() {
    const ELEMENTS: usize = 1000;
    const PRODUCERS: usize = 3;
    const CONSUMERS: usize = 12;
    on_every_runtime(|server| {
        let server = &*server;
        let consume = || {
            let client = &mut server.client();
            let next = || {
                let (_, element): (String, String) = ask(client, "BLPOP p q 0");
                element.parse::<usize>().ok()
            };
            std::iter::from_fn(next).collect::<Vec<_>>()
        };
        let produce = |part: usize| {
            let client = &mut server.client();
            for element in (part..ELEMENTS).step_by(PRODUCERS) {
                // Clients that wait a moment only, and clients that go, get in the way.
                let mut stream = server.raw();
                stream.write_all(b"BLPOP nothing 0\r\n").expect("sent");
                ask::<Value>(client, "BLPOP nothing 0.001");
                let queue = if element % 2 == 0 { "p" } else { "q" };
                ask::<i64>(client, &format!("RPUSH {queue} {element}"));
            }
        };
        let taken: Vec<Vec<usize>> = thread::scope(|scope| {
            let consumers: Vec<_> = (0..CONSUMERS).map(|_| scope.spawn(consume)).collect();
            let producers: Vec<_> = (0..PRODUCERS)
                .map(|part| scope.spawn(move || produce(part)))
                .collect();
            for producer in producers {
                producer.join().expect("no panic");
            }
            let client = &mut server.client();
            for _ in 0..CONSUMERS {
                ask::<i64>(client, "RPUSH p end");
            }
            let consumers = consumers.into_iter();
            consumers
                .map(|consumer| consumer.join().expect("no panic"))
                .collect()
        });
        let all: Vec<usize> = taken.into_iter().flatten().collect();
        assert_eq!(all.len(), ELEMENTS);
        assert_eq!(all.into_iter().collect::<HashSet<_>>().len(), ELEMENTS);
        until_blocked(&mut server.client(), 0);
    });
}
