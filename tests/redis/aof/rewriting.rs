//! Making the file compact.

use std::fs;
use std::thread;

use redis::Connection;

use super::order::start;
use super::place::{Place, dump, everywhere};
use super::watched::Watch;
use crate::harness::{ask, until};
use crate::persistence::Policy;

/// Rewrites the file and waits until that is done.
fn rewrite(client: &mut Connection) {
    let rewrites = |client: &mut Connection| {
        let info: redis::InfoDict = ask(client, "INFO persistence");
        info.get::<u64>("aof_rewrites").expect("it is told")
    };
    let before = rewrites(client);
    let started = "Background append only file rewriting started";
    assert_eq!(ask::<String>(client, "BGREWRITEAOF"), started);
    until(|| rewrites(client) > before);
}

#[test]
fn a_rewritten_file_is_as_small_as_the_data_and_means_the_same() {
    everywhere(|backend, place| {
        let mut server = place.start(backend);
        let client = &mut server.client();
        for number in 0..200 {
            ask::<String>(client, &format!("SET text {number}"));
            ask::<i64>(client, &format!("RPUSH list {number}"));
            ask::<i64>(client, &format!("SADD set {}", number % 150));
            ask::<i64>(client, &format!("HSET hash {} {number}", number % 70));
            ask::<i64>(client, &format!("ZADD sorted {number}.125 {}", number % 80));
        }
        ask::<i64>(
            client,
            "ZADD sorted -inf low inf high 1e300 large 0.1 small",
        );
        ask::<i64>(client, "PEXPIREAT hash 99999999999999");
        ask::<String>(client, "SET mortal v EX 1000");
        ask::<String>(client, "SELECT 7");
        ask::<String>(client, "SET elsewhere v");
        ask::<String>(client, "SELECT 0");
        ask::<i64>(client, "INCR text");
        let size = place.read().len();
        rewrite(client);
        let compact = place.read();
        assert!(compact.len() * 2 < size, "{} {size}", compact.len());
        // What comes next goes to the new file, whatever is selected at the end of that.
        ask::<i64>(client, "INCR text");
        assert!(place.read().len() > compact.len());
        let before = dump(client);
        let copy = Place::new();
        copy.write(&place.read());
        assert_eq!(dump(&mut copy.start(backend).client()), before);
        rewrite(client);
        let before = dump(client);
        server.shutdown.begin();
        server.join().expect("the server ends in order");
        assert_eq!(dump(&mut place.start(backend).client()), before);
        assert!(!place.successor().exists());
    });
}

#[test]
fn no_command_falls_between_the_two_files() {
    everywhere(|backend, place| {
        let mut server = place.start(backend);
        let write = |part: usize| {
            let client = &mut server.client();
            ask::<String>(client, &format!("SELECT {part}"));
            for _ in 0..300 {
                ask::<i64>(client, "INCR count");
                ask::<i64>(client, &format!("RPUSH list {part}"));
            }
        };
        thread::scope(|scope| {
            let writers: Vec<_> = (0..3)
                .map(|part| scope.spawn(move || write(part)))
                .collect();
            let client = &mut server.client();
            while !writers.iter().all(thread::ScopedJoinHandle::is_finished) {
                rewrite(client);
            }
        });
        let before = dump(&mut server.client());
        server.shutdown.begin();
        server.join().expect("the server ends in order");
        let server = place.start(backend);
        let client = &mut server.client();
        assert_eq!(dump(client), before);
        assert_eq!(ask::<i64>(client, "GET count"), 300);
    });
}

#[test]
fn a_rewrite_that_fails_loses_no_command() {
    everywhere(|backend, place| {
        let mut server = place.start(backend);
        fs::create_dir(place.successor()).expect("a directory in the way");
        let write = || {
            let client = &mut server.client();
            for _ in 0..300 {
                ask::<i64>(client, "INCR count");
            }
        };
        thread::scope(|scope| {
            let writers: Vec<_> = (0..3).map(|_| scope.spawn(write)).collect();
            let client = &mut server.client();
            while !writers.iter().all(thread::ScopedJoinHandle::is_finished) {
                // Whether one is being attempted already is of no account.
                redis::cmd("BGREWRITEAOF")
                    .query::<redis::Value>(client)
                    .ok();
            }
        });
        server.shutdown.begin();
        server.join().expect("the server ends in order");
        fs::remove_dir(place.successor()).expect("it is empty");
        let server = place.start(backend);
        assert_eq!(ask::<i64>(&mut server.client(), "GET count"), 900);
    });
}

#[test]
fn the_new_file_is_on_the_disk_before_it_takes_the_place_of_the_old_one() {
    everywhere(|backend, place| {
        let watch = Watch::default();
        let (server, _opened) = start(backend, place, Policy::Always, &watch);
        let client = &mut server.client();
        ask::<String>(client, "SET k v");
        watch.take();
        rewrite(client);
        let directory = place.settings(Policy::Always).directory;
        let directory = directory.file_name().expect("a name").to_string_lossy();
        let new = "appendonly.aof.rewrite";
        let events = watch.take();
        let end = [
            format!("sync {new}"),
            "rename to appendonly.aof".to_owned(),
            format!("sync {directory}"),
        ];
        assert!(events.ends_with(&end), "{events:?}");
        assert_eq!(events[0], format!("write {new}"));
    });
}

#[test]
fn one_at_a_time_is_made() {
    everywhere(|backend, place| {
        let watch = Watch::default();
        let (server, _opened) = start(backend, place, Policy::No, &watch);
        let client = &mut server.client();
        watch.close();
        ask::<String>(client, "BGREWRITEAOF");
        let again = crate::harness::refused(client, "BGREWRITEAOF");
        assert_eq!(
            again,
            "ERR Background append only file rewriting already in progress"
        );
        until(|| watch.is_waited_for());
        // Others go on meanwhile, and what they write is in both files.
        ask::<String>(client, "SET k v");
        watch.open();
        until(|| {
            let info: redis::InfoDict = ask(client, "INFO persistence");
            info.get::<u64>("aof_rewrites") == Some(1)
        });
        assert!(
            place
                .read()
                .ends_with(b"$3\r\nSET\r\n$1\r\nk\r\n$1\r\nv\r\n")
        );
        let new = "appendonly.aof.rewrite";
        let end = [
            format!("write {new}"),
            format!("sync {new}"),
            "rename to appendonly.aof".to_owned(),
        ];
        let events = watch.take();
        assert!(events[..events.len() - 1].ends_with(&end), "{events:?}");
    });
}
