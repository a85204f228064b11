//! Servers that are killed under load, again and again.
//!
//! The end of a process does not take from the system what was written: these tests show that nothing is
//! acknowledged before it is written, and that whatever a kill leaves can be replayed. That the disk has
//! it is in `order.rs`.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyrt::Backend;

use super::load::{Chance, Writer};
use super::place::Place;
use super::process::{Process, is_child};
use crate::harness::{GUARD, ask, named};

/// How many clients write at once.
const WRITERS: usize = 4;

/// How many requests are acknowledged at most before the kill.
const REQUESTS: usize = 1000;

/// Returns a seed, which the report of a failure shows.
#[expect(clippy::print_stdout, reason = "a failure is looked into by it")]
fn seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let seed = now.expect("after the epoch").as_nanos() as u64;
    println!("the seed is {seed}");
    seed
}

/// Starts a server, loads it, kills it, and compares, so many times on each runtime, each time with what
/// the last time left; returns how many files were rewritten.
fn kill_again_and_again(test: &str, rounds: usize, rewriting: bool) -> usize {
    let seed = seed();
    let rewrites = AtomicUsize::new(0);
    for backend in Backend::available() {
        named(*backend, || {
            let (place, mut chance) = (Place::new(), Chance::new(seed));
            let mut writers: Vec<_> = (0..WRITERS).map(|name| Writer::new(name, seed)).collect();
            for _ in 0..rounds {
                let server = Process::start(test, *backend, place.directory());
                compare(&mut writers, &server);
                let target = 1 + chance.below(REQUESTS);
                load_and_kill(server, &mut writers, target, rewriting, &rewrites);
            }
            let server = Process::start(test, *backend, place.directory());
            compare(&mut writers, &server);
            let done: usize = writers.iter().map(Writer::done).sum();
            assert!(done > rounds, "{done} requests were done");
            assert!(!place.successor().exists());
        });
    }
    rewrites.into_inner()
}

/// Compares what the server has with what the clients remember.
fn compare(writers: &mut [Writer], server: &Process) {
    let client = &mut server.client();
    writers.iter_mut().for_each(|writer| writer.compare(client));
    // Nobody else has asked for anything.
    assert!(ask::<usize>(client, "DBSIZE") <= 4 * WRITERS);
}

/// Lets all clients write until so many requests are acknowledged, then kills the server under them.
fn load_and_kill(
    mut server: Process,
    writers: &mut [Writer],
    target: usize,
    rewriting: bool,
    rewrites: &AtomicUsize,
) {
    let acknowledged = AtomicUsize::new(0);
    thread::scope(|scope| {
        for writer in writers {
            let stream = server.raw();
            let acknowledged = &acknowledged;
            scope.spawn(move || writer.run(stream, acknowledged));
        }
        let mut client = server.client();
        let start = Instant::now();
        while acknowledged.load(Ordering::Relaxed) < target {
            assert!(start.elapsed() < GUARD, "nothing is acknowledged");
            if rewriting {
                // Whether one is under way already is of no account.
                redis::cmd("BGREWRITEAOF")
                    .query::<redis::Value>(&mut client)
                    .ok();
            } else {
                thread::yield_now();
            }
        }
        if rewriting {
            let info: redis::InfoDict = ask(&mut client, "INFO persistence");
            let done = info.get("aof_rewrites").unwrap_or(0);
            rewrites.fetch_add(done, Ordering::Relaxed);
        }
        server.kill();
    });
}

#[test]
fn nothing_acknowledged_is_missing_after_a_kill() {
    if !is_child() {
        let rounds = 75_usize.div_ceil(Backend::available().len().max(1));
        let test = "aof::killing::nothing_acknowledged_is_missing_after_a_kill";
        kill_again_and_again(test, rounds, false);
    }
}

#[test]
fn nothing_acknowledged_is_missing_after_a_kill_in_a_rewrite() {
    if !is_child() {
        let test = "aof::killing::nothing_acknowledged_is_missing_after_a_kill_in_a_rewrite";
        let rewrites = kill_again_and_again(test, 8, true);
        assert!(Backend::available().is_empty() || rewrites > 0);
    }
}

#[cfg(unix)]
#[test]
fn a_signal_ends_the_server_in_order() {
    if is_child() {
        return;
    }
    let test = "aof::killing::a_signal_ends_the_server_in_order";
    for backend in Backend::available() {
        named(*backend, || {
            let place = Place::new();
            for (number, signal) in ["-TERM", "-INT"].into_iter().enumerate() {
                let mut server = Process::start(test, *backend, place.directory());
                let client = &mut server.client();
                assert_eq!(ask::<usize>(client, "DBSIZE"), number);
                let replayed = format!("replayed {number} commands");
                assert!(server.said.iter().any(|line| line.contains(&replayed)));
                ask::<String>(client, &format!("SET k{number} v"));
                let status = server.signal(signal);
                assert!(status.success(), "{signal}: {status}");
                assert!(crate::harness::refused(client, "PING").starts_with('?'));
            }
        });
    }
}
