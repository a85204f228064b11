//! More of everything than a program usually has.

use std::{fs, time::Duration};

use anyrt_traits::{
    net::{ListenerExt, TcpConnectOptions, TcpNet},
    task::JoinHandle,
    time::Timer,
};
use futures_util::{
    AsyncReadExt, AsyncWriteExt,
    future::{join, try_join_all},
};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::flavour::{Owner, spawn};
use crate::harness::{Drops, tcp_listener, until};

const SLEEPERS: usize = 100_000;
const CONNECTIONS: usize = 9_000;
/// How many connections are made at the same time.
const AT_ONCE: usize = 100;

pub(crate) fn sleeping_tasks_that_end<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let start = rt.now();
        let tasks: Vec<_> = (0..SLEEPERS)
            .map(|number| {
                let timer = rt.clone();
                let deadline = start + Duration::from_millis((number % 97) as u64 + 100);
                spawn(&rt, async move {
                    timer.sleep_until(deadline).await;
                    timer.now() >= deadline
                })
            })
            .collect();
        for task in tasks {
            assert!(task.await.expect("it ends"), "it was early");
        }
        "all 100,000 end, none early".into()
    })
}

pub(crate) fn sleeping_tasks_that_are_aborted<O: Owner>(make: fn() -> O) -> String {
    let drops = Drops::new();
    make().block_on(async |rt| {
        let tasks: Vec<_> = (0..SLEEPERS)
            .map(|_| {
                let (timer, probe) = (rt.clone(), drops.probe());
                spawn(&rt, async move {
                    timer.sleep(Duration::from_secs(100_000)).await;
                    drop(probe);
                })
            })
            .collect();
        rt.sleep(Duration::from_millis(1)).await;
        for task in &tasks {
            task.abort();
        }
        for task in tasks {
            assert!(task.await.expect_err("it never ends").is_cancelled());
        }
        assert_eq!(drops.count(), SLEEPERS);
        "all 100,000 are dropped and say that they were cancelled".into()
    })
}

fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").map_or(0, Iterator::count)
}

pub(crate) fn connections<O: Owner>(make: fn() -> O) -> String {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        ..limit
    };
    setrlimit(Resource::Nofile, raised).expect("up to the hard limit it may be raised");
    if limit
        .maximum
        .is_some_and(|most| most < 2 * CONNECTIONS as u64 + 100)
    {
        return "not provoked: this system allows a process too few descriptors".into();
    }
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let options = TcpConnectOptions::new();
        drop(join(rt.tcp_connect(addr, &options), listener.accept()).await);
        let before = descriptors();
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..CONNECTIONS / AT_ONCE {
            let accepts = try_join_all((0..AT_ONCE).map(|_| listener.accept()));
            let connects = try_join_all((0..AT_ONCE).map(|_| rt.tcp_connect(addr, &options)));
            let (accepted, connected) = join(accepts, connects).await;
            theirs.extend(
                accepted
                    .expect("somebody connects")
                    .into_iter()
                    .map(|of| of.0),
            );
            ours.extend(connected.expect("somebody listens"));
        }
        assert!(descriptors() >= before + 2 * CONNECTIONS);
        for stream in &mut ours {
            stream.write_all(b"ping").await.expect("the peer is there");
        }
        // They are read in the order in which they were accepted, which need not be that of the writes.
        for stream in &mut theirs {
            stream.read_exact(&mut [0; 4]).await.expect("it was sent");
            stream.write_all(b"pong").await.expect("the peer is there");
        }
        for stream in &mut ours {
            stream.read_exact(&mut [0; 4]).await.expect("it was sent");
        }
        drop((ours, theirs));
        until("every descriptor is closed", || descriptors() <= before).await;
        "all 9,000 are open at the same time, carry bytes both ways, and are closed when dropped"
            .into()
    })
}
