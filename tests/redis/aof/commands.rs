//! Every command that writes, through the file and back.

use std::collections::BTreeMap;

use redis::Value;

use super::place::{Place, dump, everywhere};
use crate::command::{Access, commands_of_the_table};
use crate::harness::{TestServer, command};

/// What is there before each command.
const BEFORE: &[&str] = &[
    "SET text some",
    "SET number 41",
    "SET fraction 1.25",
    "SET mortal v PXAT 99999999999999",
    "RPUSH list a b c b a",
    "RPUSH other x y",
    "HSET hash f 1 g 2",
    "SADD set a b c d",
    "SADD more c d e",
    "ZADD sorted 1 a 2.5 b 3 c -inf d",
    "SELECT 3",
    "SET text elsewhere",
    "SELECT 0",
];

/// For each command that writes, requests that change something.
const CHANGES: &[(&str, &[&str])] = &[
    ("append", &["APPEND text more", "APPEND new more"]),
    (
        "blmove",
        &[
            "BLMOVE list other LEFT RIGHT 1",
            "BLMOVE list list RIGHT LEFT 0",
        ],
    ),
    ("blpop", &["BLPOP none list 1"]),
    ("brpop", &["BRPOP list 1"]),
    ("brpoplpush", &["BRPOPLPUSH list new 1"]),
    ("decr", &["DECR number", "DECR new"]),
    ("decrby", &["DECRBY number 7"]),
    ("del", &["DEL text list none"]),
    ("expire", &["EXPIRE text 1000", "EXPIRE list -1"]),
    ("expireat", &["EXPIREAT text 99999999999", "EXPIREAT set 1"]),
    ("flushall", &["FLUSHALL"]),
    ("flushdb", &["FLUSHDB ASYNC"]),
    ("getdel", &["GETDEL text"]),
    (
        "getex",
        &[
            "GETEX text EX 1000",
            "GETEX mortal PERSIST",
            "GETEX number PXAT 1",
        ],
    ),
    ("getset", &["GETSET text new", "GETSET mortal immortal"]),
    ("hdel", &["HDEL hash f none", "HDEL hash g"]),
    ("hincrby", &["HINCRBY hash f 5", "HINCRBY new n 1"]),
    ("hmset", &["HMSET hash f 9 h 8"]),
    ("hset", &["HSET hash f 9 h 8", "HSET hash f 10"]),
    ("hsetnx", &["HSETNX hash h 8"]),
    ("incr", &["INCR number"]),
    ("incrby", &["INCRBY number 1000"]),
    (
        "incrbyfloat",
        &["INCRBYFLOAT fraction 0.1", "INCRBYFLOAT new 1.5"],
    ),
    (
        "linsert",
        &["LINSERT list BEFORE c x", "LINSERT list AFTER c y"],
    ),
    ("lmove", &["LMOVE list other RIGHT LEFT"]),
    ("lpop", &["LPOP list", "LPOP list 2"]),
    ("lpush", &["LPUSH list x y", "LPUSH new x y"]),
    ("lpushx", &["LPUSHX list x y"]),
    ("lrem", &["LREM list -1 b"]),
    ("lset", &["LSET list -1 last"]),
    ("ltrim", &["LTRIM list 1 2"]),
    ("mset", &["MSET text 1 new 2"]),
    ("msetnx", &["MSETNX new 1 newer 2"]),
    ("persist", &["PERSIST mortal"]),
    ("pexpire", &["PEXPIRE text 1000000", "PEXPIRE list 0"]),
    (
        "pexpireat",
        &["PEXPIREAT text 99999999999998", "PEXPIREAT list 5"],
    ),
    ("psetex", &["PSETEX text 1000000 v"]),
    ("rename", &["RENAME mortal text"]),
    ("renamenx", &["RENAMENX mortal new"]),
    ("rpop", &["RPOP list", "RPOP list 10"]),
    ("rpoplpush", &["RPOPLPUSH list list"]),
    ("rpush", &["RPUSH list x y"]),
    ("rpushx", &["RPUSHX list x"]),
    ("sadd", &["SADD set x y a"]),
    (
        "sdiffstore",
        &["SDIFFSTORE set set more", "SDIFFSTORE list set set"],
    ),
    (
        "set",
        &[
            "SET text v",
            "SET text v EX 1000",
            "SET mortal w KEEPTTL",
            "SET mortal x",
            "SET new v NX GET PX 1000000",
            "SET text v XX",
            "SET number v PXAT 1",
        ],
    ),
    ("setex", &["SETEX text 1000 v"]),
    ("setnx", &["SETNX new v"]),
    ("setrange", &["SETRANGE text 2 XX", "SETRANGE new 3 x"]),
    ("sinterstore", &["SINTERSTORE new set more"]),
    ("spop", &["SPOP set", "SPOP set 2", "SPOP more 10"]),
    ("srem", &["SREM set a none"]),
    ("sunionstore", &["SUNIONSTORE text set more"]),
    ("unlink", &["UNLINK text"]),
    (
        "zadd",
        &[
            "ZADD sorted 0.1 x 7 a",
            "ZADD sorted XX GT CH 9 a",
            "ZADD sorted INCR 1e300 z",
        ],
    ),
    ("zincrby", &["ZINCRBY sorted 0.1 b"]),
    ("zpopmax", &["ZPOPMAX sorted"]),
    ("zpopmin", &["ZPOPMIN sorted 2"]),
    ("zrem", &["ZREM sorted a none"]),
    ("zremrangebyrank", &["ZREMRANGEBYRANK sorted 0 1"]),
    ("zremrangebyscore", &["ZREMRANGEBYSCORE sorted (1 +inf"]),
];

/// Requests for commands that write, none of which changes anything.
const NO_CHANGES: &[&str] = &[
    "BLPOP none 0.01",
    "BLMOVE none list LEFT LEFT 0.01",
    "DEL none",
    "EXPIRE none 10",
    "EXPIRE mortal 10 NX",
    "GETDEL none",
    "GETEX text",
    "GETEX text PERSIST",
    "GETEX none EX 5",
    "HDEL hash none",
    "HSETNX hash f 5",
    "LINSERT list BEFORE none x",
    "LPOP list 0",
    "LPOP none",
    "LPUSHX none x",
    "LREM list 0 none",
    "LMOVE none list LEFT LEFT",
    "MSETNX text 1 new 2",
    "PERSIST text",
    "RENAME text text",
    "RENAMENX text list",
    "SADD set a b",
    "SDIFFSTORE none none",
    "SET text v NX",
    "SET none v XX",
    "SETNX text v",
    "SETRANGE text 0 ",
    "SPOP none",
    "SPOP set 0",
    "SREM set none",
    "ZADD sorted 1 a",
    "ZADD sorted NX 5 a",
    "ZPOPMIN none",
    "ZPOPMIN sorted 0",
    "ZREM sorted none",
    "ZREMRANGEBYSCORE sorted 100 200",
];

/// Sends a request whose words are separated by single spaces.
fn send(server: &TestServer, requests: &[&str]) {
    let mut client = server.client();
    for request in requests {
        let words: Vec<_> = request.split(' ').collect();
        let reply = command(&words).query::<Value>(&mut client);
        reply.unwrap_or_else(|error| panic!("{request}: {error}"));
    }
}

#[test]
fn what_every_command_did_is_there_after_a_new_start() {
    let changes: BTreeMap<_, _> = CHANGES.iter().copied().collect();
    let writes = commands_of_the_table()
        .iter()
        .filter(|command| matches!(command.access, Access::Write(_)));
    for command in writes.clone() {
        assert!(
            changes.contains_key(command.name),
            "{} is not tried",
            command.name
        );
    }
    assert_eq!(changes.len(), writes.count());
    everywhere(|backend, place| {
        let server = place.start(backend);
        for (name, requests) in &changes {
            send(&server, &["FLUSHALL"]);
            send(&server, BEFORE);
            for request in *requests {
                let size = place.read().len();
                send(&server, &[request]);
                assert!(
                    place.read().len() > size,
                    "{name}: {request} is not in the file"
                );
                let copy = Place::new();
                copy.write(&place.read());
                let again = copy.start(backend);
                let (there, here) = (&mut again.client(), &mut server.client());
                assert_eq!(dump(there), dump(here), "{name}: {request}");
            }
        }
    });
}

#[test]
fn what_changed_nothing_is_not_in_the_file() {
    everywhere(|backend, place| {
        let server = place.start(backend);
        send(&server, BEFORE);
        let before = place.read();
        for request in NO_CHANGES {
            send(&server, &[request]);
            let after = String::from_utf8_lossy(&place.read()[before.len()..]).into_owned();
            assert_eq!(after, "", "{request}");
        }
    });
}
