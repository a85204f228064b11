//! Claims about strings and counters.

use crate::harness::{ask, command, on_every_runtime, refused};

#[test]
fn set_and_get_keep_any_bytes() {
    on_every_runtime(|server| {
        let mut client = server.client();
        let value: Vec<u8> = (0..=255).cycle().take(100_000).collect();
        let set: String = redis::cmd("SET")
            .arg(b"k\r\n\0")
            .arg(&value)
            .query(&mut client)
            .expect("OK");
        assert_eq!(set, "OK");
        let read: Vec<u8> = redis::cmd("GET")
            .arg(b"k\r\n\0")
            .query(&mut client)
            .expect("a value");
        assert_eq!(read, value);
        assert_eq!(ask::<Option<String>>(&mut client, "GET none"), None);
        assert_eq!(ask::<i64>(&mut client, "STRLEN none"), 0);
    });
}

#[test]
fn set_obeys_its_conditions() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        assert_eq!(ask::<Option<String>>(client, "SET a 1 XX"), None);
        assert_eq!(
            ask::<Option<String>>(client, "SET a 1 NX"),
            Some("OK".into())
        );
        assert_eq!(ask::<Option<String>>(client, "SET a 2 nx"), None);
        assert_eq!(
            ask::<Option<String>>(client, "SET a 3 XX GET"),
            Some("1".into())
        );
        assert_eq!(ask::<Option<String>>(client, "SET b 3 GET"), None);
        assert_eq!(ask::<i64>(client, "SETNX a 4"), 0);
        assert_eq!(ask::<i64>(client, "SETNX c 4"), 1);
        assert_eq!(ask::<String>(client, "GETSET a 5"), "3");
        assert_eq!(ask::<String>(client, "GETDEL a"), "5");
        assert_eq!(ask::<Option<String>>(client, "GETDEL a"), None);
        assert_eq!(refused(client, "SET a 1 NX XX"), "ERR syntax error");
        assert_eq!(
            refused(client, "SET a 1 EX 0"),
            "ERR invalid expire time in 'set' command"
        );
        assert_eq!(
            refused(client, "SET a 1 EX x"),
            "ERR value is not an integer or out of range"
        );
        assert_eq!(
            refused(client, "SET a"),
            "ERR wrong number of arguments for 'set' command"
        );
    });
}

#[test]
fn many_strings_are_set_and_read_at_once() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        assert_eq!(ask::<String>(client, "MSET a 1 b 2 a 3"), "OK");
        ask::<i64>(client, "LPUSH l x");
        let values: Vec<Option<String>> = ask(client, "MGET a none b l");
        assert_eq!(values, [Some("3".into()), None, Some("2".into()), None]);
        assert_eq!(ask::<i64>(client, "MSETNX c 1 b 9"), 0);
        assert_eq!(ask::<i64>(client, "EXISTS c"), 0);
        assert_eq!(ask::<i64>(client, "MSETNX c 1 d 9"), 1);
        let error = "ERR wrong number of arguments for 'mset' command";
        assert_eq!(refused(client, "MSET a 1 b"), error);
    });
}

#[test]
fn parts_of_strings_are_read_and_written() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        assert_eq!(ask::<i64>(client, "APPEND a hello"), 5);
        assert_eq!(ask::<i64>(client, "APPEND a ,world"), 11);
        assert_eq!(ask::<String>(client, "GETRANGE a -5 -1"), "world");
        assert_eq!(ask::<String>(client, "GETRANGE a 3 1"), "");
        assert_eq!(ask::<String>(client, "GETRANGE a -19 -18"), "h");
        assert_eq!(ask::<i64>(client, "SETRANGE a 6 WORLD!"), 12);
        assert_eq!(ask::<String>(client, "GET a"), "hello,WORLD!");
        assert_eq!(ask::<i64>(client, "SETRANGE new 2 x"), 3);
        assert_eq!(ask::<Vec<u8>>(client, "GET new"), b"\0\0x");
        assert_eq!(
            refused(client, "SETRANGE a -1 x"),
            "ERR offset is out of range"
        );
        let error = "ERR string exceeds maximum allowed size (proto-max-bulk-len)";
        assert_eq!(refused(client, "SETRANGE a 9000000000 x"), error);
    });
}

#[test]
fn counters_count_and_refuse_what_they_cannot() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        assert_eq!(ask::<i64>(client, "INCR n"), 1);
        assert_eq!(ask::<i64>(client, "INCRBY n 41"), 42);
        assert_eq!(ask::<i64>(client, "DECR n"), 41);
        assert_eq!(ask::<i64>(client, "DECRBY n -1"), 42);
        assert_eq!(ask::<String>(client, "INCRBYFLOAT n 0.5"), "42.5");
        assert_eq!(ask::<String>(client, "INCRBYFLOAT n -0.5"), "42");
        assert_eq!(ask::<i64>(client, "INCR n"), 43);
        ask::<String>(client, "SET n 9223372036854775807");
        assert_eq!(
            refused(client, "INCR n"),
            "ERR increment or decrement would overflow"
        );
        let error = "ERR decrement would overflow";
        assert_eq!(refused(client, "DECRBY n -9223372036854775808"), error);
        assert_eq!(
            refused(client, "INCRBY n 1.5"),
            "ERR value is not an integer or out of range"
        );
        ask::<String>(client, "SET n ten");
        assert_eq!(
            refused(client, "INCR n"),
            "ERR value is not an integer or out of range"
        );
        assert_eq!(
            refused(client, "INCRBYFLOAT n 1"),
            "ERR value is not a valid float"
        );
        assert_eq!(ask::<String>(client, "GET n"), "ten");
        let refusal = refused(client, "INCRBYFLOAT new inf");
        assert_eq!(refusal, "ERR increment would produce NaN or Infinity");
        assert_eq!(ask::<i64>(client, "EXISTS new"), 0);
    });
}

#[test]
fn a_key_of_another_type_is_refused_and_stays() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        ask::<i64>(client, "RPUSH l x");
        ask::<String>(client, "SET s x");
        let wrong = "WRONGTYPE Operation against a key holding the wrong kind of value";
        for line in [
            "GET l",
            "APPEND l x",
            "INCR l",
            "GETSET l x",
            "STRLEN l",
            "SET l 1 GET",
            "LPUSH s x",
            "LRANGE s 0 -1",
            "HSET s f v",
            "HGET l f",
            "SADD s m",
            "SINTER l s",
            "ZADD l 1 m",
            "ZRANGE s 0 -1",
            "ZPOPMIN l",
            "SPOP l",
        ] {
            let words: Vec<_> = line.split(' ').collect();
            let error = command(&words)
                .query::<redis::Value>(client)
                .expect_err(line);
            assert_eq!(error.code(), Some("WRONGTYPE"), "{line}");
            assert_eq!(refused(client, line), wrong, "{line}");
        }
        assert_eq!(ask::<Vec<String>>(client, "LRANGE l 0 -1"), ["x"]);
        assert_eq!(ask::<String>(client, "GET s"), "x");
        assert_eq!(ask::<String>(client, "SET l now-a-string"), "OK");
    });
}
