//! Claims about sets.

use std::collections::BTreeSet;

use redis::Connection;

use crate::harness::{ask, on_every_runtime};

/// Asks for members, which come in no particular order.
fn members(client: &mut Connection, line: &str) -> String {
    let members: BTreeSet<String> = ask(client, line);
    members.into_iter().collect::<Vec<_>>().join(" ")
}

#[test]
fn members_are_added_and_removed_once() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        assert_eq!(ask::<i64>(client, "SADD s a b a c"), 3);
        assert_eq!(ask::<i64>(client, "SADD s a d"), 1);
        assert_eq!(members(client, "SMEMBERS s"), "a b c d");
        assert_eq!(ask::<i64>(client, "SISMEMBER s b"), 1);
        assert_eq!(ask::<Vec<i64>>(client, "SMISMEMBER s b x"), [1, 0]);
        assert_eq!(ask::<i64>(client, "SREM s b x"), 1);
        assert_eq!(ask::<i64>(client, "SCARD s"), 3);
        assert_eq!(ask::<i64>(client, "SREM s a c d"), 3);
        assert_eq!(ask::<i64>(client, "EXISTS s"), 0);
    });
}

#[test]
fn sets_are_combined() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        ask::<i64>(client, "SADD a 1 2 3 4");
        ask::<i64>(client, "SADD b 3 4 5");
        ask::<i64>(client, "SADD c 4 9");
        assert_eq!(members(client, "SINTER a b c"), "4");
        assert_eq!(members(client, "SINTER a none"), "");
        assert_eq!(members(client, "SUNION a b none c"), "1 2 3 4 5 9");
        assert_eq!(members(client, "SDIFF a b c"), "1 2");
        assert_eq!(members(client, "SDIFF none a"), "");
        assert_eq!(ask::<i64>(client, "SUNIONSTORE a a c"), 5);
        assert_eq!(members(client, "SMEMBERS a"), "1 2 3 4 9");
        assert_eq!(ask::<i64>(client, "SINTERSTORE a b none"), 0);
        assert_eq!(ask::<i64>(client, "EXISTS a"), 0);
    });
}

#[test]
fn random_members_are_members_and_popped_ones_are_no_more() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        let all: BTreeSet<String> = (0..100).map(|number| number.to_string()).collect();
        let line = format!(
            "SADD s {}",
            all.iter().cloned().collect::<Vec<_>>().join(" ")
        );
        ask::<i64>(client, &line);
        let distinct: Vec<String> = ask(client, "SRANDMEMBER s 20");
        assert_eq!(distinct.iter().collect::<BTreeSet<_>>().len(), 20);
        assert!(distinct.iter().all(|member| all.contains(member)));
        assert_eq!(ask::<BTreeSet<String>>(client, "SRANDMEMBER s 1000"), all);
        assert_eq!(ask::<Vec<String>>(client, "SRANDMEMBER s -500").len(), 500);
        assert!(all.contains(&ask::<String>(client, "SRANDMEMBER s")));
        let mut popped = BTreeSet::new();
        for _ in 0..10 {
            assert!(popped.insert(ask::<String>(client, "SPOP s")));
        }
        popped.extend(ask::<Vec<String>>(client, "SPOP s 50"));
        assert_eq!((popped.len(), ask::<i64>(client, "SCARD s")), (60, 40));
        popped.extend(ask::<Vec<String>>(client, "SPOP s 50"));
        assert_eq!(popped, all);
        assert_eq!(ask::<Option<String>>(client, "SPOP s"), None);
        assert_eq!(ask::<Vec<String>>(client, "SPOP s 3"), [""; 0]);
    });
}
