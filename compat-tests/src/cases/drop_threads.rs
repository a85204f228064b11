//! T7: a future is dropped on a thread of its runtime, or on the one that shuts the runtime down.

use std::thread;

use anyrt_traits::task::{JoinHandle, Shutdown, Spawn};

use super::flavour::{Owner, spawn};
use crate::harness::{Drops, Event, until_blocking, wait};

pub fn aborting_on_a_foreign_thread_does_not_drop_the_future_there<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (drops, started, aborted) = (Drops::new(), Event::new(), Event::new());
        let (probe, set_started, set_aborted) = (drops.probe(), started.clone(), aborted.clone());
        let task = spawn(&rt, async move {
            set_started.set();
            std::future::pending::<()>().await;
            drop(probe);
        });
        started.wait().await;
        let foreign = thread::spawn(move || {
            task.abort();
            let result = wait(task);
            set_aborted.set();
            result
        });
        let foreigner = foreign.thread().id();
        aborted.wait().await;
        let result = foreign.join().expect("it does not panic");
        assert!(result.expect_err("it never ends").is_cancelled());
        assert_eq!(drops.count(), 1);
        assert!(
            !drops.threads().contains(&foreigner),
            "not a thread of the runtime"
        );
    });
}

pub fn dropping_the_handle_of_an_aborted_task_does_not_drop_the_future_there<O: Owner>(
    make: fn() -> O,
) {
    make().block_on(async |rt| {
        let (drops, started) = (Drops::new(), Event::new());
        let (probe, set_started) = (drops.probe(), started.clone());
        let task = spawn(&rt, async move {
            set_started.set();
            std::future::pending::<()>().await;
            drop(probe);
        });
        started.wait().await;
        let foreign = thread::spawn(move || {
            task.abort();
            drop(task);
        });
        let foreigner = foreign.thread().id();
        crate::harness::until("the future is dropped", || drops.count() == 1).await;
        foreign.join().expect("it does not panic");
        assert!(
            !drops.threads().contains(&foreigner),
            "not a thread of the runtime"
        );
    });
}

pub fn waking_on_a_foreign_thread_neither_polls_nor_drops_the_future_there<O: Owner>(
    make: fn() -> O,
) {
    make().block_on(async |rt| {
        let (drops, go) = (Drops::new(), Event::new());
        let (probe, waits) = (drops.probe(), go.clone());
        let task = spawn(&rt, async move {
            waits.wait().await;
            drop(probe);
            thread::current().id()
        });
        let foreign = thread::spawn(move || go.set());
        let foreigner = foreign.thread().id();
        let polled_on = task.await.expect("it ends");
        foreign.join().expect("it does not panic");
        assert_ne!(polled_on, foreigner);
        assert_eq!(drops.threads(), [polled_on]);
    });
}

pub fn a_future_spawned_after_the_shutdown_is_dropped_on_the_spawning_thread<O>(make: fn() -> O)
where
    O: Owner + Shutdown + Send,
{
    let owner = make();
    let rt = owner.handle();
    drop(owner);
    let drops = Drops::new();
    let probe = drops.probe();
    let spawner = thread::spawn(move || {
        let task = rt.spawn(async move {
            std::future::pending::<()>().await;
            drop(probe);
        });
        assert!(wait(task).expect_err("it never runs").is_cancelled());
    });
    let spawner_id = spawner.thread().id();
    spawner.join().expect("it does not panic");
    assert_eq!(drops.threads(), [spawner_id]);
}

pub fn a_future_dropped_by_the_shutdown_is_not_dropped_on_a_bystander<O>(make: fn() -> O)
where
    O: Owner + Shutdown + Send,
{
    let (drops, owner) = (Drops::new(), make());
    let tasks = owner.block_on(async |rt| {
        let tasks: Vec<_> = (0..16)
            .map(|_| {
                let probe = drops.probe();
                spawn(&rt, async move {
                    std::future::pending::<()>().await;
                    drop(probe);
                })
            })
            .collect();
        tasks
    });
    let here = thread::current().id();
    thread::spawn(move || drop(owner))
        .join()
        .expect("it does not panic");
    for task in tasks {
        assert!(wait(task).expect_err("it never ends").is_cancelled());
    }
    until_blocking("every future is dropped", || drops.count() == 16);
    assert!(
        !drops.threads().contains(&here),
        "this thread only looked on"
    );
}
