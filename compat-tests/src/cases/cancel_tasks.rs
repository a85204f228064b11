//! C1: the futures of tasks and of time may be dropped at any suspension.

use std::{
    pin::{Pin, pin},
    sync::Arc,
    time::Duration,
};

use anyrt_traits::{
    net::Resolve,
    task::{JoinHandle, SpawnBlocking, yield_now},
    time::Timer,
};

use super::flavour::{Owner, spawn};
use crate::harness::{Counter, Drops, Event, is_pending, poll_up_to, until};

pub fn a_sleep_dropped_at_any_point_leaves_nothing_behind<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let counter = Counter::new();
        for polls in 0..4 {
            let sleep = pin!(rt.sleep(Duration::from_millis(2)));
            poll_up_to(polls, sleep, &counter).await;
        }
        counter.forgotten(&rt).await;
    });
}

pub fn a_handle_awaited_by_reference_loses_no_output<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for polls in 0..2 {
            let (go, counter) = (Event::new(), Counter::new());
            let wait = go.clone();
            let mut task = spawn(&rt, async move {
                wait.wait().await;
                5
            });
            for _ in 0..polls {
                assert!(is_pending(Pin::new(&mut task), &counter), "it waits");
            }
            go.set();
            if polls > 0 {
                counter.woken().await;
            }
            assert_eq!(task.await.expect("it ends"), 5);
            counter.forgotten(&rt).await;
        }
    });
}

pub fn a_handle_dropped_at_any_point_leaves_nothing_behind<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (counter, drops) = (Counter::new(), Drops::new());
        for polls in 0..4 {
            let probe = drops.probe();
            let task = spawn(&rt, async move {
                yield_now().await;
                probe
            });
            poll_up_to(polls, pin!(task), &counter).await;
            until("the output is dropped", || drops.count() == polls + 1).await;
        }
        counter.forgotten(&rt).await;
    });
}

pub fn a_blocking_handle_dropped_at_any_point_leaves_nothing_behind<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (counter, drops) = (Counter::new(), Drops::new());
        for polls in 0..4 {
            let probe = drops.probe();
            let handle = rt.spawn_blocking(move || probe);
            poll_up_to(polls, pin!(handle), &counter).await;
            until("the value is dropped", || drops.count() == polls + 1).await;
        }
        counter.forgotten(&rt).await;
    });
}

pub fn a_yield_dropped_at_any_point_leaves_nothing_behind<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let counter = Counter::new();
        for polls in 0..3 {
            poll_up_to(polls, pin!(yield_now()), &counter).await;
        }
        counter.forgotten(&rt).await;
    });
}

pub fn a_look_up_dropped_at_any_point_leaves_nothing_behind<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let counter = Counter::new();
        for polls in 0..4 {
            poll_up_to(polls, pin!(rt.resolve("localhost", 80)), &counter).await;
        }
        counter.forgotten(&rt).await;
    });
}

pub fn an_aborted_task_drops_what_it_holds_at_any_suspension<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let held = Arc::new(());
        for turns in 0..6 {
            let inside = held.clone();
            let inner_rt = rt.clone();
            let task = spawn(&rt, async move {
                yield_now().await;
                inner_rt.sleep(Duration::from_micros(200)).await;
                let inner = inside.clone();
                spawn(&inner_rt, async move { drop(inner) }).await.ok();
                yield_now().await;
                drop(inside);
            });
            for _ in 0..turns {
                yield_now().await;
            }
            task.abort();
            task.await.ok();
            until("nothing is held", || Arc::strong_count(&held) == 1).await;
        }
    });
}
