//! Claims about sorted sets.

use crate::harness::{ask, on_every_runtime, refused};

#[test]
fn zadd_obeys_its_conditions() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        assert_eq!(ask::<i64>(client, "ZADD z 1 a 2 b"), 2);
        assert_eq!(ask::<i64>(client, "ZADD z NX 9 a 3 c"), 1);
        assert_eq!(ask::<i64>(client, "ZADD z XX CH 5 a 9 d"), 1);
        assert_eq!(ask::<i64>(client, "ZADD z GT CH 4 a 4 b"), 1);
        assert_eq!(ask::<i64>(client, "ZADD z LT CH 1 a 9 b"), 1);
        let scores: Vec<String> = ask(client, "ZRANGE z 0 -1 WITHSCORES");
        assert_eq!(scores, ["a", "1", "c", "3", "b", "4"]);
        assert_eq!(ask::<f64>(client, "ZADD z INCR 1.5 a"), 2.5);
        assert_eq!(ask::<Option<f64>>(client, "ZADD z NX INCR 1 a"), None);
        assert_eq!(ask::<f64>(client, "ZINCRBY z 0.25 a"), 2.75);
        assert_eq!(ask::<f64>(client, "ZINCRBY z inf i"), f64::INFINITY);
        let error = "ERR resulting score is not a number (NaN)";
        assert_eq!(refused(client, "ZINCRBY z -inf i"), error);
        assert_eq!(
            refused(client, "ZADD z x a"),
            "ERR value is not a valid float"
        );
        assert_eq!(
            refused(client, "ZADD z 1 n nan m"),
            "ERR value is not a valid float"
        );
        assert_eq!(ask::<Option<f64>>(client, "ZSCORE z n"), None);
        let error = "ERR XX and NX options at the same time are not compatible";
        assert_eq!(refused(client, "ZADD z NX XX 1 a"), error);
        let error = "ERR GT, LT, and/or NX options at the same time are not compatible";
        assert_eq!(refused(client, "ZADD z GT LT 1 a"), error);
        let error = "ERR INCR option supports a single increment-element pair";
        assert_eq!(refused(client, "ZADD z INCR 1 a 2 b"), error);
        assert_eq!(refused(client, "ZADD z 1 a 2"), "ERR syntax error");
        assert_eq!(ask::<i64>(client, "ZADD none XX 1 a"), 0);
        assert_eq!(ask::<i64>(client, "EXISTS none"), 0);
    });
}

#[test]
fn members_have_ranks_from_either_end() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        let mut pipe = redis::pipe();
        for number in 0..3000 {
            // A permutation of the numbers below 3000.
            pipe.cmd("ZADD")
                .arg("z")
                .arg(number * 7 % 3000)
                .arg(number * 7 % 3000)
                .ignore();
        }
        pipe.query::<()>(client).expect("OK");
        assert_eq!(ask::<i64>(client, "ZCARD z"), 3000);
        for rank in [0, 1, 255, 256, 257, 1500, 2999] {
            assert_eq!(ask::<i64>(client, &format!("ZRANK z {rank}")), rank);
            assert_eq!(
                ask::<i64>(client, &format!("ZREVRANK z {rank}")),
                2999 - rank
            );
            assert_eq!(
                ask::<Vec<i64>>(client, &format!("ZRANGE z {rank} {rank}")),
                [rank]
            );
        }
        assert_eq!(ask::<Option<i64>>(client, "ZRANK z none"), None);
        assert_eq!(
            ask::<Vec<i64>>(client, "ZREVRANGE z 0 2"),
            [2999, 2998, 2997]
        );
        assert_eq!(ask::<Vec<i64>>(client, "ZRANGE z 1 2 REV"), [2998, 2997]);
        assert_eq!(ask::<Vec<i64>>(client, "ZRANGE z -2 -1"), [2998, 2999]);
        assert_eq!(ask::<i64>(client, "ZREM z 0 1 none"), 2);
        assert_eq!(ask::<i64>(client, "ZRANK z 2"), 0);
        assert_eq!(ask::<i64>(client, "ZREMRANGEBYRANK z 0 -11"), 2988);
        assert_eq!(ask::<i64>(client, "ZREMRANGEBYSCORE z -inf (2999"), 9);
        assert_eq!(ask::<Vec<i64>>(client, "ZRANGE z 0 -1"), [2999]);
    });
}

#[test]
fn ranges_of_scores_have_open_and_closed_ends_and_limits() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        ask::<i64>(client, "ZADD z 1 a 2 b 3 c 4 d 5 e");
        let mut range = |line: &str| ask::<Vec<String>>(client, line).join(" ");
        assert_eq!(range("ZRANGEBYSCORE z 2 4"), "b c d");
        assert_eq!(range("ZRANGEBYSCORE z (2 +inf"), "c d e");
        assert_eq!(range("ZRANGEBYSCORE z -inf (3 WITHSCORES"), "a 1 b 2");
        assert_eq!(range("ZRANGEBYSCORE z 4 2"), "");
        assert_eq!(range("ZRANGE z 2 5 BYSCORE LIMIT 1 2"), "c d");
        assert_eq!(range("ZRANGE z 5 2 BYSCORE REV LIMIT 1 2"), "d c");
        assert_eq!(range("ZRANGE z (5 (1 byscore rev limit 0 -1"), "d c b");
        assert_eq!(range("ZRANGE z 0 9 BYSCORE LIMIT -1 2"), "");
        assert_eq!(range("ZREVRANGEBYSCORE z +inf 4"), "e d");
        assert_eq!(range("ZRANGE none 0 -1"), "");
        assert_eq!(ask::<i64>(client, "ZCOUNT z (1 4"), 3);
        assert_eq!(
            refused(client, "ZCOUNT z x 4"),
            "ERR min or max is not a float"
        );
        let error = "ERR syntax error, LIMIT is only supported in combination with either \
                     BYSCORE or BYLEX";
        assert_eq!(refused(client, "ZRANGE z 0 -1 LIMIT 0 1"), error);
    });
}

#[test]
fn the_ends_are_popped_in_order() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        ask::<i64>(client, "ZADD z 1 a 2 b 3 c 4 d 5 e");
        assert_eq!(ask::<Vec<String>>(client, "ZPOPMIN z"), ["a", "1"]);
        assert_eq!(
            ask::<Vec<String>>(client, "ZPOPMAX z 2"),
            ["e", "5", "d", "4"]
        );
        assert_eq!(
            ask::<Vec<String>>(client, "ZPOPMIN z 9"),
            ["b", "2", "c", "3"]
        );
        assert_eq!(ask::<Vec<String>>(client, "ZPOPMIN z"), [""; 0]);
        assert_eq!(ask::<i64>(client, "EXISTS z"), 0);
    });
}
