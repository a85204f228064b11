//! T7: a future is dropped exactly once.

use anyrt_traits::task::{JoinHandle, Shutdown, yield_now};

use super::flavour::{Owner, spawn};
use crate::harness::{Drops, Event, until, wait};

pub fn a_future_that_ends_is_dropped_once<O: Owner>(make: fn() -> O) {
    let drops = Drops::new();
    make().block_on(async |rt| {
        let probe = drops.probe();
        let task = spawn(&rt, async move {
            yield_now().await;
            let _probe = &probe;
        });
        task.await.expect("it ends");
        until("the future is dropped", || drops.count() == 1).await;
    });
    assert_eq!(drops.count(), 1);
}

pub fn a_future_that_panics_is_dropped_once<O: Owner>(make: fn() -> O) {
    let drops = Drops::new();
    make().block_on(async |rt| {
        let probe = drops.probe();
        let task = spawn(&rt, async move {
            yield_now().await;
            let _probe = &probe;
            panic!("a panic");
        });
        let result: Result<(), _> = task.await;
        assert!(result.is_err());
        until("the future is dropped", || drops.count() == 1).await;
    });
    assert_eq!(drops.count(), 1);
}

pub fn a_future_that_is_aborted_is_dropped_once<O: Owner>(make: fn() -> O) {
    let drops = Drops::new();
    make().block_on(async |rt| {
        for number in 0..32 {
            let (probe, go) = (drops.probe(), Event::new());
            let wait = go.clone();
            let task = spawn(&rt, async move {
                wait.wait().await;
                drop(probe);
            });
            yield_now().await;
            go.set();
            task.abort();
            drop(task.await);
            assert_eq!(drops.count(), number + 1);
        }
    });
    assert_eq!(drops.count(), 32);
}

pub fn a_detached_future_is_dropped_once<O: Owner>(make: fn() -> O) {
    let drops = Drops::new();
    make().block_on(async |rt| {
        let probe = drops.probe();
        spawn(&rt, async move { drop(probe) }).detach();
        until("the future is dropped", || drops.count() == 1).await;
    });
    assert_eq!(drops.count(), 1);
}

pub fn an_output_is_dropped_once_by_whoever_takes_it<O: Owner>(make: fn() -> O) {
    let drops = Drops::new();
    make().block_on(async |rt| {
        let probe = drops.probe();
        let output = spawn(&rt, async move { probe }).await.expect("it ends");
        assert_eq!(drops.count(), 0);
        drop(output);
    });
    assert_eq!(drops.count(), 1);
}

pub fn a_future_dropped_by_the_shutdown_is_dropped_once<O: Owner + Shutdown>(make: fn() -> O) {
    let (drops, owner) = (Drops::new(), make());
    let task = owner.block_on(async |rt| {
        let (probe, started) = (drops.probe(), Event::new());
        let set = started.clone();
        let task = spawn(&rt, async move {
            set.set();
            std::future::pending::<()>().await;
            drop(probe);
        });
        started.wait().await;
        task
    });
    drop(owner);
    assert!(wait(task).expect_err("it never ended").is_cancelled());
    assert_eq!(drops.count(), 1);
}

pub fn a_future_that_was_never_polled_is_dropped_once_by_the_shutdown<O: Owner + Shutdown>(
    make: fn() -> O,
) {
    let (drops, owner) = (Drops::new(), make());
    let probe = drops.probe();
    let task = owner.block_on(async |rt| {
        spawn(&rt, async move {
            std::future::pending::<()>().await;
            drop(probe);
        })
    });
    drop(owner);
    assert!(wait(task).expect_err("it never ended").is_cancelled());
    assert_eq!(drops.count(), 1);
}
