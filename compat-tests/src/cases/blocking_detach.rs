//! T2: dropping the handle of a blocking closure detaches it, also while it is queued.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use anyrt_traits::task::{JoinHandle, SpawnBlocking};

use super::flavour::Owner;
use crate::harness::{Counter, Event, is_pending, until};

/// More closures than any of the known pools has threads.
const MORE_THAN_A_POOL: usize = 600;

pub fn dropping_the_handle_of_a_closure_at_once_lets_it_run<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ran = Arc::new(AtomicUsize::new(0));
        for _ in 0..64 {
            let ran = ran.clone();
            drop(rt.spawn_blocking(move || ran.fetch_add(1, Ordering::AcqRel)));
        }
        until("every closure runs", || ran.load(Ordering::Acquire) == 64).await;
    });
}

pub fn dropping_the_handle_of_a_closure_queued_behind_a_full_pool_lets_it_run<O: Owner>(
    make: fn() -> O,
) {
    make().block_on(async |rt| {
        let ran = Arc::new(AtomicUsize::new(0));
        let go = Event::new();
        let handles: Vec<_> = (0..MORE_THAN_A_POOL)
            .map(|_| {
                let (ran, go) = (ran.clone(), go.clone());
                rt.spawn_blocking(move || {
                    go.wait_blocking();
                    ran.fetch_add(1, Ordering::AcqRel);
                })
            })
            .collect();
        drop(handles);
        go.set();
        until("every closure runs", || {
            ran.load(Ordering::Acquire) == MORE_THAN_A_POOL
        })
        .await;
    });
}

pub fn dropping_the_handle_of_a_running_closure_lets_it_end<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (started, go, done) = (Event::new(), Event::new(), Event::new());
        let (set_started, wait, set) = (started.clone(), go.clone(), done.clone());
        let mut handle = rt.spawn_blocking(move || {
            set_started.set();
            wait.wait_blocking();
            set.set();
        });
        started.wait().await;
        let counter = Counter::new();
        assert!(is_pending(Pin::new(&mut handle), &counter), "it waits");
        drop(handle);
        go.set();
        done.wait().await;
    });
}

pub fn detaching_a_closure_lets_it_run<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let done = Event::new();
        let set = done.clone();
        rt.spawn_blocking(move || set.set()).detach();
        done.wait().await;
    });
}

pub fn a_closure_gives_its_value<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let value = rt
            .spawn_blocking(|| 6 * 7)
            .await
            .expect("it does not panic");
        assert_eq!(value, 42);
    });
}
