//! Claims about keys, databases and scans.

use std::collections::BTreeSet;

use crate::harness::{ask, on_every_runtime, refused};

#[test]
fn keys_are_counted_typed_renamed_and_removed() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        ask::<String>(client, "MSET a 1 b 2");
        ask::<i64>(client, "RPUSH l x");
        ask::<i64>(client, "HSET h f v");
        ask::<i64>(client, "SADD s m");
        ask::<i64>(client, "ZADD z 1 m");
        for (key, kind) in [
            ("a", "string"),
            ("l", "list"),
            ("h", "hash"),
            ("s", "set"),
            ("z", "zset"),
            ("x", "none"),
        ] {
            assert_eq!(ask::<String>(client, &format!("TYPE {key}")), kind);
        }
        assert_eq!(ask::<i64>(client, "DBSIZE"), 6);
        assert_eq!(ask::<i64>(client, "EXISTS a a none l"), 3);
        assert_eq!(ask::<String>(client, "RENAME a l"), "OK");
        assert_eq!(ask::<String>(client, "GET l"), "1");
        assert_eq!(ask::<i64>(client, "RENAMENX l b"), 0);
        assert_eq!(refused(client, "RENAME none x"), "ERR no such key");
        assert_eq!(ask::<i64>(client, "DEL l none b"), 2);
        assert_eq!(ask::<i64>(client, "UNLINK h"), 1);
        let random: String = ask(client, "RANDOMKEY");
        assert!(["s", "z"].contains(&random.as_str()), "{random}");
        assert_eq!(ask::<String>(client, "FLUSHDB"), "OK");
        assert_eq!(ask::<Option<String>>(client, "RANDOMKEY"), None);
    });
}

#[test]
fn keys_are_found_by_pattern() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        ask::<String>(client, "MSET one 1 two 2 three 3 o*e 4");
        let mut found = |pattern: &str| ask::<BTreeSet<String>>(client, &format!("KEYS {pattern}"));
        assert_eq!(found("*").len(), 4);
        assert_eq!(found("t*"), BTreeSet::from(["two".into(), "three".into()]));
        assert_eq!(
            found("[ot][nw]?"),
            BTreeSet::from(["one".into(), "two".into()])
        );
        assert_eq!(found(r"o\*e"), BTreeSet::from(["o*e".into()]));
        assert!(found("nothing").is_empty());
    });
}

#[test]
fn a_scan_finds_every_key_that_stays() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        let mut pipe = redis::pipe();
        for number in 0..1000 {
            pipe.cmd("SET")
                .arg(format!("key:{number}"))
                .arg(number)
                .ignore();
        }
        pipe.query::<()>(client).expect("OK");
        let (mut cursor, mut seen, mut steps) = (0_u64, BTreeSet::new(), 0);
        loop {
            let (next, keys): (u64, Vec<String>) =
                ask(client, &format!("SCAN {cursor} COUNT 7 MATCH key:*"));
            seen.extend(keys);
            if next == 0 {
                break;
            }
            cursor = next;
            // Every odd key goes, and new ones come, while the scan is under way.
            ask::<i64>(client, &format!("DEL key:{}", steps * 2 + 1));
            ask::<String>(client, &format!("SET new:{steps} x"));
            steps += 1;
        }
        for number in (0..1000).step_by(2) {
            assert!(seen.contains(&format!("key:{number}")), "{number}");
        }
        assert!(steps >= 1000 / 7);
        ask::<i64>(client, "RPUSH list x");
        let (next, lists): (u64, Vec<String>) = ask(client, "SCAN 0 COUNT 10000 TYPE list");
        assert_eq!((next, lists), (0, vec!["list".into()]));
        assert_eq!(refused(client, "SCAN x"), "ERR invalid cursor");
        assert_eq!(refused(client, "SCAN 0 COUNT 0"), "ERR syntax error");
    });
}

#[test]
fn databases_are_apart() {
    on_every_runtime(|server| {
        let (one, two) = (&mut server.client(), &mut server.client());
        ask::<String>(one, "SET k zero");
        assert_eq!(ask::<String>(two, "SELECT 15"), "OK");
        assert_eq!(ask::<Option<String>>(two, "GET k"), None);
        ask::<String>(two, "SET k fifteen");
        assert_eq!(ask::<String>(one, "GET k"), "zero");
        assert_eq!(refused(one, "SELECT 16"), "ERR DB index is out of range");
        assert_eq!(
            refused(one, "SELECT x"),
            "ERR value is not an integer or out of range"
        );
        ask::<String>(two, "FLUSHDB");
        assert_eq!(ask::<i64>(one, "DBSIZE"), 1);
        ask::<String>(two, "FLUSHALL");
        assert_eq!(ask::<i64>(one, "DBSIZE"), 0);
    });
}
