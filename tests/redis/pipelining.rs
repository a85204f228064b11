//! Claims about many requests sent before the first reply is read.

use std::io::{Read, Write};

use crate::harness::{expect, on_every_runtime};

#[test]
fn a_pipeline_is_answered_in_order() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        let mut pipe = redis::pipe();
        for number in 0..10_000 {
            pipe.cmd("SET").arg(number).arg(number * 2).ignore();
            pipe.cmd("GET").arg(number);
        }
        let values: Vec<i64> = pipe.query(client).expect("OK");
        assert!(values.into_iter().eq((0..10_000).map(|number| number * 2)));
    });
}

#[test]
fn a_pipeline_whose_replies_nobody_reads_yet_does_not_block() {
    on_every_runtime(|server| {
        let value = vec![b'x'; 100_000];
        let mut stream = server.raw();
        stream
            .write_all(b"*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$6\r\n100000\r\n")
            .expect("sent");
        expect(&mut stream, "+OK\r\n");
        redis::cmd("SET")
            .arg("k")
            .arg(&value)
            .query::<()>(&mut server.client())
            .expect("OK");
        // Far more than all socket buffers hold, in both directions, before anything is read.
        let requests = b"*2\r\n$3\r\nGET\r\n$1\r\nk\r\n".repeat(300);
        stream.write_all(&requests).expect("sent");
        let padding = [
            &b"*2\r\n$4\r\nECHO\r\n$1000000\r\n"[..],
            &[b'y'; 1_000_000],
            b"\r\n",
        ]
        .concat();
        for _ in 0..8 {
            stream.write_all(&padding).expect("sent");
        }
        let reply = [&b"$100000\r\n"[..], &value, b"\r\n"].concat();
        let mut read = vec![0; reply.len()];
        for _ in 0..300 {
            stream.read_exact(&mut read).expect("a reply");
            assert!(read == reply);
        }
        expect(&mut stream, "$1000000\r\n");
    });
}

#[test]
fn requests_that_arrive_byte_by_byte_are_answered() {
    on_every_runtime(|server| {
        let mut stream = server.raw();
        for byte in b"*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$2\r\nab\r\nGET k\r\n*1\r\n$4\r\nPING\r\n" {
            stream.write_all(&[*byte]).expect("sent");
        }
        expect(&mut stream, "+OK\r\n$2\r\nab\r\n+PONG\r\n");
    });
}

#[test]
fn a_client_that_says_no_more_gets_all_its_replies() {
    on_every_runtime(|server| {
        let mut stream = server.raw();
        stream.write_all(&b"PING\r\n".repeat(10_000)).expect("sent");
        stream
            .shutdown(std::net::Shutdown::Write)
            .expect("a socket option");
        let mut reply = String::new();
        stream.read_to_string(&mut reply).expect("replies");
        assert_eq!(reply, "+PONG\r\n".repeat(10_000));
    });
}
