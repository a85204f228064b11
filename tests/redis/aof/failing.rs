//! Disks that fail.

use std::fs;
use std::io::Write;

use super::order::start;
use super::place::{dump, everywhere};
use super::watched::{Fault, Watch};
use crate::harness::{ask, read_to_end, refused, until};
use crate::persistence::Policy;

#[test]
fn a_change_that_cannot_be_written_is_not_acknowledged() {
    for policy in [Policy::Always, Policy::EverySecond, Policy::No] {
        everywhere(|backend, place| {
            let watch = Watch::default();
            let (mut server, _opened) = start(backend, place, policy, &watch);
            let client = &mut server.client();
            ask::<String>(client, "SET kept v");
            let (kept, before) = (place.read(), dump(client));
            watch.fail(Fault::Full);
            let mut stream = server.raw();
            stream
                .write_all(b"GET kept\r\nSET lost v\r\nGET kept\r\n")
                .expect("sent");
            let error = "-MISCONF Errors writing to the AOF file: no space left\r\n";
            // What comes behind it is not answered: the client does not know what was kept.
            assert_eq!(read_to_end(&mut stream), format!("$1\r\nv\r\n{error}"));
            for request in ["SET more v", "BGREWRITEAOF", "BLPOP none 0"] {
                let reply = refused(client, request);
                assert_eq!(
                    reply,
                    "MISCONF Errors writing to the AOF file: no space left"
                );
            }
            assert_eq!(ask::<String>(client, "GET kept"), "v");
            let info: redis::InfoDict = ask(client, "INFO persistence");
            assert_eq!(
                info.get::<String>("aof_last_write_status").as_deref(),
                Some("err")
            );
            server.shutdown.begin();
            let error = server.join().expect_err("not all is kept");
            assert!(error.to_string().contains("no space left"), "{error}");
            // Half of a command has arrived, and was cut off again.
            assert_eq!(place.read(), kept);
            assert_eq!(dump(&mut place.start(backend).client()), before);
        });
    }
}

#[test]
fn a_disk_that_does_not_keep_what_was_written_ends_all_writing() {
    everywhere(|backend, place| {
        let watch = Watch::default();
        let (mut server, _opened) = start(backend, place, Policy::Always, &watch);
        let client = &mut server.client();
        ask::<String>(client, "SET kept v");
        let kept = place.read();
        watch.fail(Fault::Sync);
        let error = "MISCONF Errors writing to the AOF file: the disk is at fault";
        assert_eq!(refused(client, "SET lost v"), error);
        watch.fail(Fault::None);
        // It is told once by the system, and remembered.
        assert_eq!(refused(&mut server.client(), "SET lost v"), error);
        server.shutdown.begin();
        server.join().expect_err("not all is kept");
        assert_eq!(place.read(), kept);
    });
}

#[test]
fn a_disk_that_fails_every_second_is_noticed() {
    everywhere(|backend, place| {
        let watch = Watch::default();
        let (mut server, _opened) = start(backend, place, Policy::EverySecond, &watch);
        let client = &mut server.client();
        watch.fail(Fault::Sync);
        ask::<String>(client, "SET k v");
        // Time itself is under test: nobody waits for the disk, so it takes a second.
        until(|| {
            redis::cmd("SET")
                .arg(&["k", "w"])
                .query::<String>(client)
                .is_err()
        });
        assert!(refused(&mut server.client(), "SET k w").starts_with("MISCONF"));
        server.shutdown.begin();
        server.join().expect_err("not all is kept");
    });
}

#[test]
fn a_rewritten_file_whose_place_is_uncertain_is_whole() {
    everywhere(|backend, place| {
        let watch = Watch::default();
        let (mut server, _opened) = start(backend, place, Policy::Always, &watch);
        let client = &mut server.client();
        for number in 0..100 {
            ask::<String>(client, &format!("SET k {number}"));
        }
        let (before, size) = (dump(client), place.read().len());
        watch.fail(Fault::Directory);
        ask::<String>(client, "BGREWRITEAOF");
        // After a crash either file may be there, so nothing more can be promised.
        until(|| redis::cmd("PERSIST").arg("k").query::<i64>(client).is_err());
        server.shutdown.begin();
        server.join().expect_err("not all is kept");
        assert!(place.read().len() < size);
        assert_eq!(dump(&mut place.start(backend).client()), before);
    });
}

#[test]
fn a_rewrite_that_fails_leaves_everything_as_it_was() {
    everywhere(|backend, place| {
        let mut server = place.start(backend);
        let client = &mut server.client();
        ask::<String>(client, "SET k v");
        fs::create_dir(place.successor()).expect("a directory in the way");
        let before = place.read();
        ask::<String>(client, "BGREWRITEAOF");
        let status = |client: &mut _| {
            let info: redis::InfoDict = ask(client, "INFO persistence");
            info.get::<String>("aof_last_bgrewrite_status")
                .expect("it is told")
        };
        until(|| status(client) == "err");
        assert_eq!(place.read(), before);
        ask::<String>(client, "SET k w");
        fs::remove_dir(place.successor()).expect("it is empty");
        ask::<String>(client, "BGREWRITEAOF");
        until(|| status(client) == "ok");
        server.shutdown.begin();
        server.join().expect("the server ends in order");
        assert_eq!(
            ask::<String>(&mut place.start(backend).client(), "GET k"),
            "w"
        );
    });
}
