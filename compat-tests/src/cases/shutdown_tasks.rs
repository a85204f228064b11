//! T8: what becomes of tasks and blocking closures when their owner goes.

use std::{
    pin::Pin,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use anyrt_traits::task::{JoinHandle, Shutdown, SpawnBlocking};

use super::flavour::{Handle, Owner, spawn};
use crate::harness::{Counter, Drops, Event, OnDrop, is_pending, until, until_blocking, wait};

/// More closures than any of the known pools has threads.
const MORE_THAN_A_POOL: usize = 600;

pub fn dropping_the_owner_drops_its_tasks<O: Owner + Shutdown>(make: fn() -> O) {
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
    assert_eq!(drops.count(), 0);
    drop(owner);
    assert!(wait(task).expect_err("it never ended").is_cancelled());
    assert_eq!(drops.count(), 1);
}

pub fn shutting_down_at_once_drops_the_tasks<O: Owner + Shutdown>(make: fn() -> O) {
    let (drops, owner) = (Drops::new(), make());
    let probe = drops.probe();
    let task = owner.block_on(async |rt| {
        spawn(&rt, async move {
            std::future::pending::<()>().await;
            drop(probe);
        })
    });
    owner.shutdown(Duration::ZERO).ok();
    assert!(wait(task).expect_err("it never ended").is_cancelled());
    assert_eq!(drops.count(), 1);
}

pub fn shutting_down_with_nothing_that_runs_succeeds<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let task = owner.block_on(async |rt| spawn(&rt, std::future::pending::<()>()));
    assert_eq!(owner.shutdown(Duration::MAX), Ok(()));
    assert!(wait(task).expect_err("it never ended").is_cancelled());
}

pub fn an_owner_that_never_ran_can_be_dropped<O: Owner + Shutdown>(make: fn() -> O) {
    drop(make());
    assert_eq!(make().shutdown(Duration::MAX), Ok(()));
}

pub fn a_graceful_shutdown_waits_for_a_running_closure<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let (go, ended) = (Event::new(), Event::new());
    let (waits, set_ended) = (go.clone(), ended.clone());
    let handle = owner.block_on(async |rt| {
        let started = Event::new();
        let set = started.clone();
        let handle = rt.spawn_blocking(move || {
            set.set();
            waits.wait_blocking();
            set_ended.set();
            4
        });
        started.wait().await;
        handle
    });
    let releaser = thread::spawn(move || {
        for _ in 0..1000 {
            thread::yield_now();
        }
        go.set();
    });
    assert_eq!(owner.shutdown(Duration::MAX), Ok(()));
    assert!(ended.is_set(), "it was waited for");
    assert_eq!(wait(handle).expect("it ran to its end"), 4);
    releaser.join().expect("it does not panic");
}

pub fn a_shutdown_whose_time_is_up_says_so_and_leaves_the_closure_running<O: Owner + Shutdown>(
    make: fn() -> O,
) {
    let owner = make();
    let go = Event::new();
    let waits = go.clone();
    let handle = owner.block_on(async |rt| {
        let started = Event::new();
        let set = started.clone();
        let handle = rt.spawn_blocking(move || {
            set.set();
            waits.wait_blocking();
            4
        });
        started.wait().await;
        handle
    });
    assert!(
        owner.shutdown(Duration::from_millis(5)).is_err(),
        "the closure still waits"
    );
    assert!(!handle.is_finished());
    go.set();
    assert_eq!(wait(handle).expect("it ran to its end"), 4);
}

pub fn a_closure_that_runs_while_the_owner_is_dropped_gives_its_value<O: Owner + Shutdown>(
    make: fn() -> O,
) {
    let owner = make();
    let go = Event::new();
    let waits = go.clone();
    let mut handle = owner.block_on(async |rt| {
        let started = Event::new();
        let set = started.clone();
        let handle = rt.spawn_blocking(move || {
            set.set();
            waits.wait_blocking();
            4
        });
        started.wait().await;
        handle
    });
    let counter = Counter::new();
    assert!(is_pending(Pin::new(&mut handle), &counter), "it waits");
    drop(owner);
    go.set();
    assert_eq!(wait(handle).expect("it ran to its end"), 4);
}

pub fn closures_that_are_queued_at_the_shutdown_tell_what_became_of_them<O: Owner + Shutdown>(
    make: fn() -> O,
) {
    let owner = make();
    let (go, drops) = (Event::new(), Drops::new());
    let closures = owner.block_on(async |rt| {
        let closures: Vec<_> = (0..MORE_THAN_A_POOL)
            .map(|_| {
                let (go, ran, probe) = (go.clone(), Event::new(), drops.probe());
                let set = ran.clone();
                let handle = rt.spawn_blocking(move || {
                    set.set();
                    go.wait_blocking();
                    drop(probe);
                });
                (handle, ran)
            })
            .collect();
        closures
    });
    drop(owner);
    go.set();
    for (handle, ran) in closures {
        match wait(handle) {
            Ok(()) => assert!(ran.is_set()),
            Err(error) => {
                assert!(error.is_cancelled(), "{error:?}");
                assert!(!ran.is_set(), "a closure that ran gives its value");
            }
        }
    }
    until_blocking("every closure is dropped", || {
        drops.count() == MORE_THAN_A_POOL
    });
}

pub fn spawning_after_the_shutdown_gives_an_error<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    drop(owner);
    let drops = Drops::new();
    let probe = drops.probe();
    let task = spawn(&rt, async move { drop(probe) });
    until_blocking("the handle is finished", || task.is_finished());
    assert!(wait(task).expect_err("nobody runs it").is_cancelled());
    assert_eq!(drops.count(), 1);
}

pub fn spawning_a_closure_after_the_shutdown_gives_an_error<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    drop(owner);
    let (drops, ran) = (Drops::new(), Event::new());
    let (probe, set) = (drops.probe(), ran.clone());
    let handle = rt.spawn_blocking(move || {
        set.set();
        drop(probe);
    });
    assert!(wait(handle).expect_err("nobody runs it").is_cancelled());
    assert!(!ran.is_set());
    assert_eq!(drops.count(), 1);
}

pub fn a_pending_handle_is_woken_by_the_shutdown<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let mut task = owner.block_on(async |rt| spawn(&rt, std::future::pending::<()>()));
    let counter = Counter::new();
    assert!(is_pending(Pin::new(&mut task), &counter), "it never ends");
    drop(owner);
    counter.woken_blocking();
    assert!(wait(task).expect_err("it never ended").is_cancelled());
}

pub fn an_output_that_waits_for_its_taker_survives_the_shutdown<O: Owner + Shutdown>(
    make: fn() -> O,
) {
    let owner = make();
    let task = owner.block_on(async |rt| {
        let task = spawn(&rt, async { 5 });
        until("the task ends", || task.is_finished()).await;
        task
    });
    drop(owner);
    assert_eq!(wait(task).expect("it ended before"), 5);
}

pub fn a_task_that_spawns_in_its_destructor_does_not_hinder_the_shutdown<O: Owner + Shutdown>(
    make: fn() -> O,
) {
    let (owner, drops) = (make(), Drops::new());
    let task = owner.block_on(async |rt| {
        let (inner_rt, probe, started) = (rt.clone(), drops.probe(), Event::new());
        let set = started.clone();
        let task = spawn(&rt, async move {
            let _spawns = OnDrop::new(move || {
                spawn(&inner_rt, async move { drop(probe) }).detach();
            });
            set.set();
            std::future::pending::<()>().await;
        });
        started.wait().await;
        task
    });
    drop(owner);
    assert!(wait(task).expect_err("it never ended").is_cancelled());
    until_blocking("what it spawned is dropped", || drops.count() == 1);
}

pub fn tasks_that_hold_handles_to_each_other_are_dropped<O: Owner + Shutdown>(make: fn() -> O) {
    let (owner, drops) = (make(), Drops::new());
    owner.block_on(async |rt| {
        let slot = Arc::new(Mutex::new(None::<Handle<O::Handle, ()>>));
        let (first_rt, first_probe, first_slot) = (rt.clone(), drops.probe(), slot.clone());
        let first = spawn(&rt, async move {
            std::future::pending::<()>().await;
            drop((first_rt, first_probe, first_slot));
        });
        let (second_rt, second_probe) = (rt.clone(), drops.probe());
        let second = spawn(&rt, async move {
            drop(first.await);
            drop((second_rt, second_probe));
        });
        *slot.lock().expect("nobody panics with it") = Some(second);
    });
    drop(owner);
    until_blocking("both are dropped", || drops.count() == 2);
}

pub fn aborting_a_task_after_the_shutdown_is_harmless<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let task = owner.block_on(async |rt| spawn(&rt, std::future::pending::<()>()));
    drop(owner);
    task.abort();
    until_blocking("the handle is finished", || task.is_finished());
    assert!(wait(task).expect_err("it never ended").is_cancelled());
}
