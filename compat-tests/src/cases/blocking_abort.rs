//! T5: aborting a blocking closure that runs has no effect; of one that does not, the result tells.

use std::pin::Pin;

use anyrt_traits::task::{JoinHandle, SpawnBlocking};

use super::flavour::Owner;
use crate::harness::{Counter, Drops, Event, is_pending, until};

/// More closures than any of the known pools has threads.
const MORE_THAN_A_POOL: usize = 600;

pub fn aborting_a_running_closure_still_delivers_its_value<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (started, go) = (Event::new(), Event::new());
        let (set, wait) = (started.clone(), go.clone());
        let handle = rt.spawn_blocking(move || {
            set.set();
            wait.wait_blocking();
            3
        });
        started.wait().await;
        handle.abort();
        go.set();
        assert_eq!(handle.await.expect("it ran to its end"), 3);
    });
}

pub fn aborting_a_running_closure_that_is_awaited_still_delivers_its_value<O: Owner>(
    make: fn() -> O,
) {
    make().block_on(async |rt| {
        let (started, go) = (Event::new(), Event::new());
        let (set, wait) = (started.clone(), go.clone());
        let mut handle = rt.spawn_blocking(move || {
            set.set();
            wait.wait_blocking();
            3
        });
        started.wait().await;
        let counter = Counter::new();
        assert!(is_pending(Pin::new(&mut handle), &counter), "it waits");
        handle.abort();
        assert!(!handle.is_finished(), "it runs");
        go.set();
        counter.woken().await;
        assert_eq!(handle.await.expect("it ran to its end"), 3);
    });
}

pub fn aborting_a_queued_closure_tells_whether_it_ran<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let go = Event::new();
        let drops = Drops::new();
        let closures: Vec<_> = (0..MORE_THAN_A_POOL)
            .map(|_| {
                let (go, ran, probe) = (go.clone(), Event::new(), drops.probe());
                let set = ran.clone();
                let handle = rt.spawn_blocking(move || {
                    set.set();
                    go.wait_blocking();
                    drop(probe);
                    7
                });
                (handle, ran)
            })
            .collect();
        for (handle, _) in &closures {
            handle.abort();
        }
        go.set();
        for (handle, ran) in closures {
            match handle.await {
                Ok(value) => {
                    assert_eq!(value, 7);
                    assert!(ran.is_set(), "a value comes from a closure that ran");
                }
                Err(error) => {
                    assert!(error.is_cancelled(), "{error:?}");
                    assert!(!ran.is_set(), "a closure that ran is not cancelled");
                }
            }
        }
        until("every closure is dropped", || {
            drops.count() == MORE_THAN_A_POOL
        })
        .await;
    });
}

pub fn aborting_a_closure_that_ended_leaves_its_value<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let handle = rt.spawn_blocking(|| 3);
        until("the closure ends", || handle.is_finished()).await;
        handle.abort();
        assert_eq!(handle.await.expect("it ended before"), 3);
    });
}

pub fn awaiting_a_blocking_handle_again_says_consumed<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut handle = rt.spawn_blocking(|| 3);
        assert_eq!(Pin::new(&mut handle).await.expect("it ends"), 3);
        assert!(
            Pin::new(&mut handle)
                .await
                .expect_err("it gave its result")
                .is_consumed()
        );
        handle.abort();
        assert!(handle.await.expect_err("it gave its result").is_consumed());
    });
}
