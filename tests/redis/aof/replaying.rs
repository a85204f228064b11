//! What a server makes of the file at its start.

use std::io::Write;
use std::thread;
use std::time::Duration;

use anyrt::Backend;

use super::place::{Place, dump, encode, everywhere};
use crate::harness::{TestServer, ask, expect, read_to_end, refused, until};
use crate::persistence::{Policy, Settings};
use crate::server::Limits;

#[test]
fn each_policy_keeps_what_was_acknowledged() {
    everywhere(|backend, place| {
        for (round, policy) in [Policy::Always, Policy::EverySecond, Policy::No]
            .into_iter()
            .enumerate()
        {
            let mut server = place.try_start(backend, policy).expect("the server starts");
            let client = &mut server.client();
            assert_eq!(
                ask::<i64>(client, "DBSIZE"),
                i64::try_from(round).expect("few")
            );
            ask::<String>(client, &format!("SET k{round} v"));
            server.shutdown.begin();
            server.join().expect("the server ends in order");
        }
    });
}

#[test]
fn the_file_is_what_redis_writes() {
    everywhere(|backend, place| {
        let server = place.start(backend);
        let client = &mut server.client();
        ask::<String>(client, "SET k v");
        ask::<String>(client, "SELECT 2");
        ask::<i64>(client, "SADD s m");
        ask::<String>(client, "SPOP s");
        ask::<String>(client, "PSETEX k 99999999 w");
        ask::<String>(client, "GET k");
        let until: i64 = ask(client, "PEXPIRETIME k");
        let expected = format!(
            "*2\r\n$6\r\nSELECT\r\n$1\r\n0\r\n*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\nv\r\n\
             *2\r\n$6\r\nSELECT\r\n$1\r\n2\r\n*3\r\n$4\r\nSADD\r\n$1\r\ns\r\n$1\r\nm\r\n\
             *3\r\n$4\r\nSREM\r\n$1\r\ns\r\n$1\r\nm\r\n\
             *5\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\nw\r\n$4\r\nPXAT\r\n$13\r\n{until}\r\n"
        );
        assert_eq!(String::from_utf8_lossy(&place.read()), expected);
    });
}

#[test]
fn elements_given_to_who_waits_are_taken_once() {
    everywhere(|backend, place| {
        let mut server = place.start(backend);
        let mut waiting = server.raw();
        waiting.write_all(b"BLPOP l 0\r\n").expect("sent");
        let client = &mut server.client();
        until(|| ask::<redis::InfoDict>(client, "INFO clients").get("blocked_clients") == Some(1));
        assert_eq!(ask::<i64>(client, "RPUSH l a b"), 2);
        expect(&mut waiting, "*2\r\n$1\r\nl\r\n$1\r\na\r\n");
        waiting
            .write_all(b"BLMOVE none m LEFT RIGHT 0\r\n")
            .expect("sent");
        until(|| ask::<redis::InfoDict>(client, "INFO clients").get("blocked_clients") == Some(1));
        assert_eq!(ask::<i64>(client, "RPUSH none c"), 1);
        expect(&mut waiting, "$1\r\nc\r\n");
        let before = dump(client);
        server.shutdown.begin();
        server.join().expect("the server ends in order");
        assert_eq!(dump(&mut place.start(backend).client()), before);
    });
}

#[test]
fn a_deadline_stays_where_it_was_and_what_is_over_is_gone() {
    everywhere(|backend, place| {
        let mut server = place.start(backend);
        let client = &mut server.client();
        ask::<String>(client, "SET long v EX 1000");
        ask::<i64>(client, "RPUSH short x");
        ask::<i64>(client, "PEXPIRE short 60");
        ask::<String>(client, "SET shorter v PX 60");
        let until: i64 = ask(client, "PEXPIRETIME long");
        server.shutdown.begin();
        server.join().expect("the server ends in order");
        // This is about time itself, which goes on while no server runs.
        thread::sleep(Duration::from_millis(70));
        let server = place.start(backend);
        let client = &mut server.client();
        assert_eq!(ask::<i64>(client, "PEXPIRETIME long"), until);
        assert_eq!(ask::<i64>(client, "EXISTS short shorter"), 0);
    });
}

#[test]
fn a_key_that_has_expired_does_not_come_back_under_a_later_command() {
    everywhere(|backend, place| {
        let mut server = place.start(backend);
        let client = &mut server.client();
        for key in ["asked", "unasked"] {
            ask::<String>(client, &format!("SET {key} before PX 20"));
        }
        // Time itself is under test: one is met by commands, the other is not.
        until(|| ask::<i64>(client, "EXISTS asked") == 0);
        until(|| ask::<i64>(client, "DBSIZE") == 0);
        for key in ["asked", "unasked"] {
            ask::<i64>(client, &format!("APPEND {key} after"));
        }
        let before = dump(client);
        server.shutdown.begin();
        server.join().expect("the server ends in order");
        let server = place.start(backend);
        let client = &mut server.client();
        assert_eq!(dump(client), before);
        assert_eq!(ask::<String>(client, "GET asked"), "after");
        assert_eq!(ask::<i64>(client, "TTL asked"), -1);
    });
}

#[test]
fn a_key_whose_time_is_over_takes_part_in_what_was_done_before() {
    everywhere(|backend, place| {
        let commands: &[&[&str]] = &[
            &["SELECT", "0"],
            &["SET", "k", "v", "PXAT", "1000"],
            &["RENAME", "k", "moved"],
            &["GETSET", "moved", "immortal"],
            &["SET", "gone", "v", "PXAT", "1000"],
            &["APPEND", "gone", "w"],
        ];
        let commands: Vec<_> = commands.iter().map(|words| encode(words)).collect();
        place.write(&commands.concat());
        let server = place.start(backend);
        let client = &mut server.client();
        assert_eq!(ask::<String>(client, "GET moved"), "immortal");
        assert_eq!(ask::<i64>(client, "EXISTS gone"), 0);
    });
}

#[test]
fn without_it_there_is_no_file() {
    let place = Place::new();
    let settings = Settings {
        enabled: false,
        ..place.settings(Policy::Always)
    };
    for backend in Backend::available() {
        let limits = Limits::default();
        let server = TestServer::try_start(*backend, limits, settings.clone(), |rt| rt);
        let server = server.expect("the server starts");
        let client = &mut server.client();
        ask::<String>(client, "SET k v");
        let error = refused(client, "BGREWRITEAOF");
        assert!(
            error.starts_with("ERR there is no append-only file"),
            "{error}"
        );
        assert!(!place.file().exists());
    }
}

#[test]
fn replies_are_held_in_order_and_delivered_to_the_last_byte() {
    everywhere(|backend, place| {
        let server = place.start(backend);
        let mut stream = server.raw();
        let pipeline = b"SET k v\r\nGET k\r\nINCR n\r\nGET n\r\n".repeat(500);
        stream.write_all(&pipeline).expect("sent");
        stream.write_all(b"QUIT\r\n").expect("sent");
        let replies = read_to_end(&mut stream);
        let mut expected = String::new();
        for number in 1..=500 {
            let digits = number.to_string();
            let length = digits.len();
            expected += &format!("+OK\r\n$1\r\nv\r\n:{digits}\r\n${length}\r\n{digits}\r\n");
        }
        assert_eq!(replies, expected + "+OK\r\n");
    });
}
