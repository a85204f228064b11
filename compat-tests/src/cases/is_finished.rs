//! T6: `is_finished` is true no later than the handle would be ready, and asking loses no wake-up.

use std::{pin::Pin, task::Poll};

use anyrt_traits::task::{JoinHandle, SpawnBlocking};

use super::flavour::{Owner, spawn};
use crate::harness::{Counter, Event, expect_ready, is_pending, poll, until};

pub fn is_finished_is_false_while_the_task_waits<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (started, go) = (Event::new(), Event::new());
        let (set, wait) = (started.clone(), go.clone());
        let task = spawn(&rt, async move {
            set.set();
            wait.wait().await;
        });
        assert!(!task.is_finished());
        started.wait().await;
        assert!(!task.is_finished());
        go.set();
        task.await.expect("it ends");
    });
}

pub fn is_finished_is_true_once_the_handle_is_ready<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let go = Event::new();
        let wait = go.clone();
        let mut task = spawn(&rt, async move { wait.wait().await });
        let counter = Counter::new();
        assert!(is_pending(Pin::new(&mut task), &counter), "it waits");
        go.set();
        loop {
            let wakes = counter.wakes();
            let is_finished = task.is_finished();
            if let Poll::Ready(result) = poll(Pin::new(&mut task), &counter) {
                result.expect("it ends");
                break;
            }
            assert!(!is_finished, "the handle is ready no later than it says so");
            counter.woken_after(wakes).await;
        }
        assert!(task.is_finished(), "the handle was ready");
    });
}

pub fn is_finished_becomes_true_without_a_poll<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut task = spawn(&rt, async { 1 });
        until("the task ends", || task.is_finished()).await;
        let result = poll(Pin::new(&mut task), &Counter::new());
        assert_eq!(
            expect_ready(result, "a finished handle").expect("it ended"),
            1
        );
    });
}

pub fn asking_between_polls_with_changing_wakers_loses_no_wake_up<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for _ in 0..32 {
            let go = Event::new();
            let wait = go.clone();
            let mut task = spawn(&rt, async move { wait.wait().await });
            let (first, last) = (Counter::new(), Counter::new());
            assert!(is_pending(Pin::new(&mut task), &first), "it waits");
            assert!(!task.is_finished());
            assert!(is_pending(Pin::new(&mut task), &last), "it waits");
            assert!(!task.is_finished());
            go.set();
            for _ in 0..8 {
                let _asked = task.is_finished();
            }
            last.woken().await;
            task.await.expect("it ends");
        }
    });
}

pub fn who_waits_is_woken_even_if_asking_sees_the_end_first<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for _ in 0..200 {
            let go = Event::new();
            let wait = go.clone();
            let mut task = spawn(&rt, async move { wait.wait().await });
            let counter = Counter::new();
            assert!(is_pending(Pin::new(&mut task), &counter), "it waits");
            go.set();
            asked_until_finished(&task).await;
            counter.woken().await;
            task.await.expect("it ends");
        }
    });
}

pub fn who_waits_for_an_aborted_task_is_woken_even_if_asking_sees_the_end_first<O: Owner>(
    make: fn() -> O,
) {
    make().block_on(async |rt| {
        for _ in 0..200 {
            let mut task = spawn(&rt, std::future::pending::<()>());
            let (before, after) = (Counter::new(), Counter::new());
            assert!(is_pending(Pin::new(&mut task), &before), "it waits");
            task.abort();
            let polled = poll(Pin::new(&mut task), &after);
            if polled.is_pending() {
                asked_until_finished(&task).await;
                after.woken().await;
            }
        }
    });
}

/// Asks again and again, and gives the executor a turn only in between.
async fn asked_until_finished<T>(task: &impl JoinHandle<T>) {
    until("the task ends", || {
        (0..100).any(|_| {
            std::hint::spin_loop();
            task.is_finished()
        })
    })
    .await;
}

pub fn is_finished_is_true_after_an_abort_and_after_a_panic<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let aborted = spawn(&rt, std::future::pending::<()>());
        aborted.abort();
        until("the abort", || aborted.is_finished()).await;
        assert!(aborted.await.expect_err("it never ends").is_cancelled());

        let panicked = spawn(&rt, async { panic!("a panic") });
        until("the panic", || panicked.is_finished()).await;
        let result: Result<(), _> = panicked.await;
        assert!(result.expect_err("it panicked").is_panic());
    });
}

pub fn is_finished_stays_true_after_the_output_was_taken<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut task = spawn(&rt, async { 1 });
        assert_eq!(Pin::new(&mut task).await.expect("it ends"), 1);
        assert!(task.is_finished(), "awaiting it gives an error at once");
    });
}

pub fn is_finished_of_a_blocking_closure_follows_the_same_rules<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let go = Event::new();
        let wait = go.clone();
        let mut handle = rt.spawn_blocking(move || wait.wait_blocking());
        let (first, last) = (Counter::new(), Counter::new());
        assert!(!handle.is_finished());
        assert!(is_pending(Pin::new(&mut handle), &first), "it waits");
        assert!(is_pending(Pin::new(&mut handle), &last), "it waits");
        assert!(!handle.is_finished());
        go.set();
        last.woken().await;
        until("the closure ends", || handle.is_finished()).await;
        handle.await.expect("it ends");
    });
}
