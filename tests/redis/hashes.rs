//! Claims about hashes.

use std::collections::HashMap;

use crate::harness::{ask, on_every_runtime, refused};

#[test]
fn fields_are_set_read_and_removed() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        assert_eq!(ask::<i64>(client, "HSET h a 1 b 2 a 3"), 2);
        assert_eq!(ask::<String>(client, "HMSET h c 4"), "OK");
        assert_eq!(ask::<String>(client, "HGET h a"), "3");
        let values: Vec<Option<String>> = ask(client, "HMGET h a none b");
        assert_eq!(values, [Some("3".into()), None, Some("2".into())]);
        let all: HashMap<String, i64> = ask(client, "HGETALL h");
        assert_eq!(
            all,
            HashMap::from([("a".into(), 3), ("b".into(), 2), ("c".into(), 4)])
        );
        let (mut keys, mut values): (Vec<String>, Vec<i64>) =
            (ask(client, "HKEYS h"), ask(client, "HVALS h"));
        keys.sort();
        values.sort_unstable();
        assert_eq!(
            (keys, values),
            (vec!["a".into(), "b".into(), "c".into()], vec![2, 3, 4])
        );
        assert_eq!(ask::<i64>(client, "HEXISTS h a"), 1);
        assert_eq!(ask::<i64>(client, "HDEL h a none b"), 2);
        assert_eq!(ask::<i64>(client, "HLEN h"), 1);
        assert_eq!(ask::<i64>(client, "HDEL h c"), 1);
        assert_eq!(ask::<i64>(client, "EXISTS h"), 0);
        let error = "ERR wrong number of arguments for 'hset' command";
        assert_eq!(refused(client, "HSET h a 1 b"), error);
    });
}

#[test]
fn fields_are_counters() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        assert_eq!(ask::<i64>(client, "HINCRBY h n 5"), 5);
        assert_eq!(ask::<i64>(client, "HINCRBY h n -7"), -2);
        assert_eq!(ask::<i64>(client, "HSETNX h n 1"), 0);
        assert_eq!(ask::<i64>(client, "HSETNX h t text"), 1);
        assert_eq!(
            refused(client, "HINCRBY h t 1"),
            "ERR hash value is not an integer"
        );
        assert_eq!(
            refused(client, "HINCRBY h n x"),
            "ERR value is not an integer or out of range"
        );
    });
}
