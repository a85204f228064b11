//! T1: dropping a `JoinHandle` detaches the task; it runs on.

use std::pin::Pin;

use anyrt_traits::task::{JoinHandle, yield_now};

use super::flavour::{Owner, spawn};
use crate::harness::{Counter, Drops, Event, is_pending, until};

pub fn dropping_a_handle_detaches_the_task<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let done = Event::new();
        let set = done.clone();
        drop(spawn(&rt, async move {
            yield_now().await;
            set.set();
        }));
        done.wait().await;
    });
}

pub fn dropping_a_handle_that_was_polled_detaches_the_task<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (go, done) = (Event::new(), Event::new());
        let (wait, set) = (go.clone(), done.clone());
        let mut handle = spawn(&rt, async move {
            wait.wait().await;
            set.set();
        });
        let counter = Counter::new();
        assert!(
            is_pending(Pin::new(&mut handle), &counter),
            "the task waits"
        );
        drop(handle);
        go.set();
        done.wait().await;
        counter.forgotten(&rt).await;
    });
}

pub fn dropping_the_handle_of_a_suspended_task_lets_it_run_on<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (started, go, done) = (Event::new(), Event::new(), Event::new());
        let (set_started, wait, set) = (started.clone(), go.clone(), done.clone());
        let handle = spawn(&rt, async move {
            set_started.set();
            wait.wait().await;
            yield_now().await;
            set.set();
        });
        started.wait().await;
        drop(handle);
        go.set();
        done.wait().await;
    });
}

pub fn detach_lets_the_task_run_on<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (go, done) = (Event::new(), Event::new());
        let (wait, set) = (go.clone(), done.clone());
        spawn(&rt, async move {
            wait.wait().await;
            set.set();
        })
        .detach();
        go.set();
        done.wait().await;
    });
}

pub fn a_detached_task_may_detach_another<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let done = Event::new();
        let set = done.clone();
        let inner_rt = rt.clone();
        drop(spawn(&rt, async move {
            drop(spawn(&inner_rt, async move { set.set() }));
        }));
        done.wait().await;
    });
}

pub fn dropping_the_handle_of_a_finished_task_drops_its_output<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let drops = Drops::new();
        let probe = drops.probe();
        let handle = spawn(&rt, async move { probe });
        until("the task ends", || handle.is_finished()).await;
        assert_eq!(drops.count(), 0, "the output waits for whoever takes it");
        drop(handle);
        until("the output is dropped", || drops.count() == 1).await;
    });
}
