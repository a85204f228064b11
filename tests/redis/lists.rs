//! Claims about lists.

use crate::harness::{ask, on_every_runtime, refused};

#[test]
fn elements_go_in_and_out_at_either_end() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        assert_eq!(ask::<i64>(client, "RPUSH l c d"), 2);
        assert_eq!(ask::<i64>(client, "LPUSH l b a"), 4);
        assert_eq!(
            ask::<Vec<String>>(client, "LRANGE l 0 -1"),
            ["a", "b", "c", "d"]
        );
        assert_eq!(ask::<String>(client, "LPOP l"), "a");
        assert_eq!(ask::<String>(client, "RPOP l"), "d");
        assert_eq!(ask::<Vec<String>>(client, "RPOP l 5"), ["c", "b"]);
        assert_eq!(ask::<i64>(client, "EXISTS l"), 0);
        assert_eq!(ask::<Option<String>>(client, "LPOP l"), None);
        assert_eq!(ask::<Option<Vec<String>>>(client, "LPOP l 2"), None);
        assert_eq!(ask::<i64>(client, "LPUSHX l a"), 0);
        let error = "ERR value is out of range, must be positive";
        assert_eq!(refused(client, "LPOP l -1"), error);
    });
}

#[test]
fn positions_count_from_either_end() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        ask::<i64>(client, "RPUSH l a b c d e");
        assert_eq!(ask::<i64>(client, "LLEN l"), 5);
        assert_eq!(ask::<Vec<String>>(client, "LRANGE l -3 -2"), ["c", "d"]);
        assert_eq!(ask::<Vec<String>>(client, "LRANGE l 3 100"), ["d", "e"]);
        assert_eq!(ask::<Vec<String>>(client, "LRANGE l 4 2"), [""; 0]);
        assert_eq!(ask::<String>(client, "LINDEX l -1"), "e");
        assert_eq!(ask::<Option<String>>(client, "LINDEX l 5"), None);
        assert_eq!(ask::<String>(client, "LSET l -5 A"), "OK");
        assert_eq!(refused(client, "LSET l 5 x"), "ERR index out of range");
        assert_eq!(refused(client, "LSET none 0 x"), "ERR no such key");
        assert_eq!(ask::<String>(client, "LTRIM l 0 -3"), "OK");
        assert_eq!(ask::<Vec<String>>(client, "LRANGE l 0 -1"), ["A", "b", "c"]);
        assert_eq!(ask::<String>(client, "LTRIM l 5 9"), "OK");
        assert_eq!(ask::<i64>(client, "EXISTS l"), 0);
    });
}

#[test]
fn elements_are_removed_and_inserted_by_value() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        ask::<i64>(client, "RPUSH l a b a c a");
        assert_eq!(ask::<i64>(client, "LREM l -2 a"), 2);
        assert_eq!(ask::<Vec<String>>(client, "LRANGE l 0 -1"), ["a", "b", "c"]);
        assert_eq!(ask::<i64>(client, "LINSERT l BEFORE b x"), 4);
        assert_eq!(ask::<i64>(client, "LINSERT l after b y"), 5);
        assert_eq!(ask::<i64>(client, "LINSERT l AFTER none y"), -1);
        assert_eq!(ask::<i64>(client, "LINSERT none AFTER b y"), 0);
        assert_eq!(
            ask::<Vec<String>>(client, "LRANGE l 0 -1"),
            ["a", "x", "b", "y", "c"]
        );
        ask::<i64>(client, "RPUSH l a");
        assert_eq!(ask::<i64>(client, "LREM l 1 a"), 1);
        assert_eq!(ask::<i64>(client, "LREM l 0 a"), 1);
        assert_eq!(ask::<i64>(client, "LREM l 0 none"), 0);
        assert_eq!(refused(client, "LINSERT l BESIDE b x"), "ERR syntax error");
    });
}
