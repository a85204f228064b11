//! Claims about keys that expire.

use std::time::{Duration, Instant};

use redis::Connection;

use crate::harness::{ask, on_every_runtime, refused, until};

#[test]
fn a_key_is_there_until_its_time_and_gone_after_it() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        let before = Instant::now();
        ask::<String>(client, "SET k v PX 300");
        let left: i64 = ask(client, "PTTL k");
        // Time itself is under test: the key may not go early, measured from before it was set.
        until(|| ask::<i64>(client, "EXISTS k") == 0);
        let lived = before.elapsed();
        assert!(left <= 300, "{left}");
        assert!(lived >= Duration::from_millis(299), "{lived:?}");
        assert_eq!(ask::<i64>(client, "PTTL k"), -2);
    });
}

#[test]
fn keys_that_nobody_asks_for_expire_too() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        for number in 0..50 {
            ask::<String>(client, &format!("SET k{number} v PX 20"));
        }
        ask::<String>(client, "SET stays v EX 1000");
        // Time itself is under test: counting keys touches none of them.
        until(|| ask::<i64>(client, "DBSIZE") == 1);
        assert_eq!(ask::<String>(client, "GET stays"), "v");
    });
}

#[test]
fn a_deadline_is_set_told_kept_and_removed() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        let ttl = |client: &mut Connection| ask::<i64>(client, "TTL k");
        ask::<String>(client, "SET k v EX 100");
        assert!((1..=100).contains(&ttl(client)));
        ask::<i64>(client, "APPEND k w");
        ask::<String>(client, "SET k v KEEPTTL");
        assert!((1..=100).contains(&ttl(client)));
        ask::<String>(client, "SET k v");
        assert_eq!(ttl(client), -1);
        assert_eq!(ask::<i64>(client, "EXPIRE k 50"), 1);
        assert!((1..=50).contains(&ttl(client)));
        assert_eq!(ask::<i64>(client, "PERSIST k"), 1);
        assert_eq!(ask::<i64>(client, "PERSIST k"), 0);
        assert_eq!(ttl(client), -1);
        assert_eq!(ask::<i64>(client, "PEXPIREAT k 99999999999999"), 1);
        assert_eq!(ask::<i64>(client, "PEXPIRETIME k"), 99_999_999_999_999);
        assert_eq!(ask::<i64>(client, "EXPIREAT k 99999999999"), 1);
        assert_eq!(ask::<i64>(client, "EXPIRETIME k"), 99_999_999_999);
        assert_eq!(ask::<i64>(client, "EXPIRE none 50"), 0);
        assert_eq!(ask::<i64>(client, "TTL none"), -2);
        ask::<String>(client, "SETEX k 70 v");
        assert!((51..=70).contains(&ttl(client)));
        ask::<String>(client, "RENAME k k2");
        ask::<String>(client, "RENAME k2 k");
        assert!((51..=70).contains(&ttl(client)));
        assert_eq!(ask::<String>(client, "GETEX k PERSIST"), "v");
        assert_eq!(ttl(client), -1);
        assert_eq!(ask::<String>(client, "GETEX k EX 30"), "v");
        assert!((1..=30).contains(&ttl(client)));
    });
}

#[test]
fn a_deadline_in_the_past_removes_the_key() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        for line in [
            "EXPIRE k -1",
            "PEXPIRE k 0",
            "EXPIREAT k 1",
            "PEXPIREAT k 1",
        ] {
            ask::<String>(client, "SET k v");
            assert_eq!(ask::<i64>(client, line), 1, "{line}");
            assert_eq!(ask::<i64>(client, "DBSIZE"), 0, "{line}");
        }
    });
}

#[test]
fn expire_obeys_its_conditions() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        ask::<String>(client, "SET k v");
        let mut set = |line: &str| ask::<i64>(client, line) == 1;
        assert!(!set("EXPIRE k 100 XX"));
        assert!(!set("EXPIRE k 100 GT"));
        assert!(set("EXPIRE k 100 NX"));
        assert!(!set("EXPIRE k 200 NX"));
        assert!(!set("EXPIRE k 50 GT"));
        assert!(set("EXPIRE k 200 GT"));
        assert!(!set("EXPIRE k 300 LT"));
        assert!(set("EXPIRE k 100 XX LT"));
        let error = "ERR NX and XX, GT or LT options at the same time are not compatible";
        assert_eq!(refused(client, "EXPIRE k 1 NX GT"), error);
        assert_eq!(
            refused(client, "EXPIRE k 1 BAD"),
            "ERR Unsupported option BAD"
        );
        let error = "ERR invalid expire time in 'expire' command";
        assert_eq!(refused(client, "EXPIRE k 9223372036854775807"), error);
    });
}
