//! Claims about the two versions of the protocol.

use std::io::Write;

use redis::Value;

use crate::harness::{ask, expect, on_every_runtime, refused};

#[test]
fn the_third_version_has_its_own_types() {
    on_every_runtime(|server| {
        let client = &mut server.client_resp3();
        ask::<i64>(client, "HSET h f v");
        let bulk = |text: &str| Value::BulkString(text.as_bytes().to_vec());
        assert_eq!(
            ask::<Value>(client, "HGETALL h"),
            Value::Map(vec![(bulk("f"), bulk("v"))])
        );
        ask::<i64>(client, "SADD s m");
        assert_eq!(
            ask::<Value>(client, "SMEMBERS s"),
            Value::Set(vec![bulk("m")])
        );
        ask::<i64>(client, "ZADD z 1.5 m");
        assert_eq!(ask::<Value>(client, "ZSCORE z m"), Value::Double(1.5));
        let pair = Value::Array(vec![bulk("m"), Value::Double(1.5)]);
        let pairs = Value::Array(vec![pair]);
        assert_eq!(ask::<Value>(client, "ZRANGE z 0 -1 WITHSCORES"), pairs);
        assert_eq!(ask::<Value>(client, "ZPOPMIN z 1"), pairs);
        assert_eq!(ask::<Value>(client, "GET none"), Value::Nil);
        assert!(matches!(
            ask::<Value>(client, "INFO server"),
            Value::VerbatimString { .. }
        ));
        assert!(matches!(
            ask::<Value>(client, "CONFIG GET save"),
            Value::Map(_)
        ));
        assert_eq!(
            refused(client, "GET"),
            "ERR wrong number of arguments for 'get' command"
        );
    });
}

#[test]
fn hello_switches_with_its_own_reply() {
    on_every_runtime(|server| {
        let mut stream = server.raw();
        stream.write_all(b"HELLO\r\n").expect("the server reads");
        expect(
            &mut stream,
            "*14\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n",
        );
        let mut stream = server.raw();
        stream
            .write_all(b"GET k\r\nHELLO 3 SETNAME me\r\nGET k\r\n")
            .expect("the server reads");
        expect(&mut stream, "$-1\r\n%7\r\n$6\r\nserver\r\n$5\r\nredis\r\n");
        let mut stream = server.raw();
        stream
            .write_all(b"HELLO 3\r\nRESET\r\nGET k\r\nHELLO 4\r\n")
            .expect("the server reads");
        expect(&mut stream, "%7\r\n");
        let client = &mut server.client();
        assert_eq!(
            refused(client, "HELLO 4"),
            "NOPROTO unsupported protocol version"
        );
        let wrong = "WRONGPASS invalid username-password pair or user is disabled.";
        assert_eq!(refused(client, "HELLO 3 AUTH user pass"), wrong);
        assert!(refused(client, "AUTH pass").starts_with("ERR AUTH <password> called without"));
    });
}

#[test]
fn commands_typed_by_hand_are_understood() {
    on_every_runtime(|server| {
        let mut stream = server.raw();
        stream
            .write_all(b"\r\nset k \"a b\\n\"\r\nGET k\nping\r\nPING 'x y'\r\n")
            .expect("sent");
        expect(&mut stream, "+OK\r\n$4\r\na b\n\r\n+PONG\r\n$3\r\nx y\r\n");
    });
}
