//! Claims about many clients at once.

use std::collections::HashSet;
use std::thread;

use crate::harness::{ask, on_every_runtime};

#[test]
fn no_increment_is_lost_among_many_clients() {
    const CLIENTS: usize = 50;
    const ROUNDS: usize = 200;
    on_every_runtime(|server| {
        let server = &*server;
        thread::scope(|scope| {
            for number in 0..CLIENTS {
                scope.spawn(move || {
                    let client = &mut server.client();
                    for round in 0..ROUNDS {
                        ask::<i64>(client, "INCR shared");
                        let own: i64 = ask(client, &format!("INCR own:{number}"));
                        assert_eq!(own, round as i64 + 1);
                    }
                });
            }
        });
        let total: usize = ask(&mut server.client(), "GET shared");
        assert_eq!(total, CLIENTS * ROUNDS);
    });
}

#[test]
fn each_element_is_popped_by_one_client() {
    const ELEMENTS: usize = 2000;
    on_every_runtime(|server| {
        let server = &*server;
        let mut pipe = redis::pipe();
        for number in 0..ELEMENTS {
            pipe.cmd("RPUSH").arg("queue").arg(number).ignore();
        }
        pipe.query::<()>(&mut server.client()).expect("OK");
        let popped: Vec<Vec<usize>> = thread::scope(|scope| {
            let pop = || {
                let client = &mut server.client();
                std::iter::from_fn(|| ask::<Option<usize>>(client, "LPOP queue")).collect()
            };
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(pop)).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().expect("no panic"))
                .collect()
        });
        assert!(popped.iter().all(|part| part.is_sorted()));
        let all: Vec<usize> = popped.into_iter().flatten().collect();
        assert_eq!(all.len(), ELEMENTS);
        assert_eq!(all.into_iter().collect::<HashSet<_>>().len(), ELEMENTS);
    });
}

#[test]
fn a_hundred_clients_are_connected_at_once() {
    on_every_runtime(|server| {
        let mut clients: Vec<_> = (0..100).map(|_| server.client()).collect();
        for client in &mut clients {
            assert_eq!(ask::<String>(client, "PING"), "PONG");
        }
        let info: redis::InfoDict = ask(&mut clients[0], "INFO clients");
        assert_eq!(info.get::<usize>("connected_clients"), Some(100));
    });
}
