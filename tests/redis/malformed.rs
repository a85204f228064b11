//! Claims about bytes that are no requests.

use std::io::Write;

use crate::harness::{ask, converse, expect, on_every_runtime, read_to_end};

#[test]
fn malformed_input_gets_an_error_and_ends_only_its_connection() {
    on_every_runtime(|server| {
        let mut bystander = server.client();
        let cases: &[(&[u8], &str)] = &[
            (b"*x\r\n", "invalid multibulk length"),
            (b"*1048577\r\n", "invalid multibulk length"),
            (b"*1\r\n:1\r\n", "expected '$', got ':'"),
            (b"*1\r\n$-5\r\n", "invalid bulk length"),
            (b"*1\r\n$zz\r\n", "invalid bulk length"),
            (b"*1\r\n$4\r\nPINGPONG\r\n", "bulk is not followed by CRLF"),
            (b"SET k 'v\r\n", "unbalanced quotes in request"),
            (&[b'x'; 70_000], "too big inline request"),
        ];
        for (bytes, reason) in cases {
            let reply = converse(&mut server.raw(), bytes);
            assert_eq!(reply, format!("-ERR Protocol error: {reason}\r\n"));
        }
        assert_eq!(ask::<String>(&mut bystander, "PING"), "PONG");
    });
}

#[test]
fn what_came_before_the_malformed_bytes_is_answered_and_kept() {
    on_every_runtime(|server| {
        let mut stream = server.raw();
        let bytes = b"*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\nv\r\nGET k\r\n*1\r\n!";
        stream.write_all(bytes).expect("sent");
        expect(
            &mut stream,
            "+OK\r\n$1\r\nv\r\n-ERR Protocol error: expected '$', got '!'\r\n",
        );
        // What a client goes on sending must not reset the connection, which could overtake the
        // replies on their way.
        for _ in 0..100 {
            stream.write_all(&[b'z'; 1000]).expect("sent");
        }
        assert_eq!(read_to_end(&mut stream), "");
        assert_eq!(ask::<String>(&mut server.client(), "GET k"), "v");
    });
}

#[test]
fn a_request_cut_short_is_not_carried_out() {
    on_every_runtime(|server| {
        let mut stream = server.raw();
        stream
            .write_all(b"PING\r\n*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$5\r\nval")
            .expect("sent");
        expect(&mut stream, "+PONG\r\n");
        stream
            .shutdown(std::net::Shutdown::Write)
            .expect("a socket option");
        assert_eq!(converse(&mut stream, b""), "");
        assert_eq!(ask::<i64>(&mut server.client(), "EXISTS k"), 0);
    });
}

#[test]
fn an_unknown_command_is_repeated_in_the_error_and_harms_nothing() {
    on_every_runtime(|server| {
        let mut stream = server.raw();
        stream.write_all(b"FOO a 'b c'\r\nPING\r\n").expect("sent");
        expect(
            &mut stream,
            "-ERR unknown command 'FOO', with args beginning with: 'a' 'b c' \r\n+PONG\r\n",
        );
        stream
            .write_all(b"*1\r\n$8\r\nA\r\n+OK\r\n\r\n")
            .expect("sent");
        expect(
            &mut stream,
            "-ERR unknown command 'A  +OK  ', with args beginning with: \r\n",
        );
        stream
            .write_all(b"CLIENT NOPE\r\nCLIENT SETNAME\r\n")
            .expect("sent");
        expect(
            &mut stream,
            "-ERR unknown subcommand 'NOPE'. Try CLIENT HELP.\r\n\
             -ERR wrong number of arguments for 'client|setname' command\r\n",
        );
    });
}
