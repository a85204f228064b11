//! Claims about the server's end.

use std::io::{ErrorKind, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::harness::{ask, converse, expect, on_every_runtime, read_to_end, until, with_limits};
use crate::server::Limits;

#[test]
fn a_request_in_flight_is_finished_and_answered() {
    on_every_runtime(|server| {
        let (mut half, mut idle) = (server.raw(), server.raw());
        for stream in [&mut half, &mut idle] {
            stream.write_all(b"PING\r\n").expect("sent");
            expect(stream, "+PONG\r\n");
        }
        half.write_all(b"SET k v\r\n*2\r\n$3\r\nGET\r\n$1\r\n")
            .expect("sent");
        expect(&mut half, "+OK\r\n");
        // The reply to SHUTDOWN is the end of the connection.
        assert_eq!(
            converse(&mut server.raw(), b"PING\r\nSHUTDOWN NOSAVE\r\n"),
            "+PONG\r\n"
        );
        assert_eq!(read_to_end(&mut idle), "");
        // The listener goes by itself, and a process that is being started may hold it for a moment more.
        until(|| {
            TcpStream::connect(server.address)
                .is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused)
        });
        assert_eq!(converse(&mut half, b"k\r\n"), "$1\r\nv\r\n");
        server.join().expect("the server ends in order");
    });
}

#[test]
fn replies_are_delivered_to_the_last_byte() {
    on_every_runtime(|server| {
        let value = "x".repeat(100_000);
        ask::<String>(&mut server.client(), &format!("SET k {value}"));
        let mut stream = server.raw();
        // More than the socket buffers hold is on its way when the server is asked to end.
        stream.write_all(&b"GET k\r\n".repeat(200)).expect("sent");
        expect(&mut stream, "$100000\r\n");
        server.shutdown.begin();
        let rest = read_to_end(&mut stream);
        let all = format!("$100000\r\n{rest}");
        assert!(
            all == format!("$100000\r\n{value}\r\n").repeat(200),
            "{} bytes",
            all.len()
        );
        server.join().expect("the server ends in order");
    });
}

#[test]
fn a_client_that_never_finishes_its_request_does_not_hold_up_the_end() {
    let limits = || Limits {
        grace: Duration::from_millis(100),
        ..Limits::default()
    };
    with_limits(limits, |server| {
        let mut half = server.raw();
        half.write_all(b"PING\r\n*2\r\n$3\r\nGE").expect("sent");
        expect(&mut half, "+PONG\r\n");
        server.shutdown.begin();
        server.join().expect("the server ends in order");
        assert_eq!(read_to_end(&mut half), "");
    });
}

#[test]
fn a_server_without_clients_ends_at_once() {
    on_every_runtime(|server| {
        server.shutdown.begin();
        server.join().expect("the server ends in order");
    });
}
