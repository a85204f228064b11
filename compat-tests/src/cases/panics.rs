//! T3: a panic in a task is an error for whoever awaits it, and for nobody else.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, panic_any},
    pin::Pin,
};

use anyrt_traits::task::{JoinError, JoinHandle, SpawnBlocking, yield_now};

use super::flavour::{Owner, spawn};
use crate::harness::{Event, OnDrop, until};

/// A value whose destructor panics, once it has told that it runs.
fn bomb(dropped: &Event) -> OnDrop<impl FnOnce() + Send + use<>> {
    let dropped = dropped.clone();
    OnDrop::new(move || {
        dropped.set();
        panic!("a destructor that panics");
    })
}

#[track_caller]
fn expect_panic<T>(result: Result<T, JoinError>) -> JoinError {
    let error = result.err().expect("the task panicked");
    assert!(error.is_panic(), "{error:?} says that it panicked");
    assert!(!error.is_cancelled() && !error.is_consumed());
    error
}

pub fn a_panic_is_an_error_with_its_literal_message<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let result: Result<(), _> = spawn(&rt, async { panic!("a literal") }).await;
        let error = expect_panic(result);
        assert_eq!(error.panic_message(), Some("a literal"));
        let payload = error.into_panic().expect("it is a panic");
        assert_eq!(payload.downcast_ref::<&str>(), Some(&"a literal"));
    });
}

pub fn a_panic_is_an_error_with_its_formatted_message<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let number = 7;
        let task = spawn(&rt, async move { panic!("number {number}") });
        let result: Result<(), _> = task.await;
        let error = expect_panic(result);
        assert_eq!(error.panic_message(), Some("number 7"));
        assert!(error.to_string().contains("number 7"));
        let payload = error.into_panic().expect("it is a panic");
        assert_eq!(
            payload.downcast_ref::<String>().map(String::as_str),
            Some("number 7")
        );
    });
}

pub fn a_panic_keeps_a_payload_of_any_type<O: Owner>(make: fn() -> O) {
    struct Custom(u32);
    make().block_on(async |rt| {
        let task = spawn(&rt, async { panic_any(Custom(9)) });
        let result: Result<(), _> = task.await;
        let error = expect_panic(result);
        assert_eq!(error.panic_message(), None);
        let payload = error.into_panic().expect("it is a panic");
        assert_eq!(
            payload.downcast_ref::<Custom>().map(|custom| custom.0),
            Some(9)
        );
    });
}

pub fn a_panic_after_a_suspension_is_an_error<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let go = Event::new();
        let wait = go.clone();
        let task = spawn(&rt, async move {
            wait.wait().await;
            yield_now().await;
            panic!("later");
        });
        go.set();
        let result: Result<(), _> = task.await;
        let error = expect_panic(result);
        assert_eq!(error.panic_message(), Some("later"));
    });
}

pub fn a_panic_touches_no_other_task<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let go = Event::new();
        let tasks: Vec<_> = (0..8)
            .map(|number| {
                let wait = go.clone();
                spawn(&rt, async move {
                    wait.wait().await;
                    assert!(number % 2 == 0, "an odd one");
                    number
                })
            })
            .collect();
        go.set();
        for (number, task) in tasks.into_iter().enumerate() {
            let result = task.await;
            if number % 2 == 0 {
                assert_eq!(result.expect("an even one runs to its end"), number);
            } else {
                expect_panic(result);
            }
        }
    });
}

pub fn a_panic_of_a_detached_task_leaves_the_executor_running<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for _ in 0..16 {
            let panicking = Event::new();
            let set = panicking.clone();
            spawn(&rt, async move {
                set.set();
                panic!("nobody awaits this");
            })
            .detach();
            panicking.wait().await;
        }
        let alive = spawn(&rt, async { 1 }).await;
        assert_eq!(alive.expect("the executor runs on"), 1);
    });
}

pub fn a_panicking_destructor_of_an_aborted_future_stays_inside<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (started, dropped) = (Event::new(), Event::new());
        let (set, bomb) = (started.clone(), bomb(&dropped));
        let task = spawn(&rt, async move {
            set.set();
            std::future::pending::<()>().await;
            drop(bomb);
        });
        started.wait().await;
        task.abort();
        let error = task.await.expect_err("it never ends");
        assert!(error.is_cancelled() || error.is_panic(), "{error:?}");
        assert!(dropped.is_set(), "the future was dropped");
        assert_eq!(spawn(&rt, async { 1 }).await.expect("it runs on"), 1);
    });
}

pub fn a_panicking_destructor_of_an_aborted_future_nobody_awaits_stays_inside<O: Owner>(
    make: fn() -> O,
) {
    make().block_on(async |rt| {
        let (started, dropped) = (Event::new(), Event::new());
        let (set, bomb) = (started.clone(), bomb(&dropped));
        let task = spawn(&rt, async move {
            set.set();
            std::future::pending::<()>().await;
            drop(bomb);
        });
        started.wait().await;
        task.abort();
        drop(task);
        dropped.wait().await;
        assert_eq!(spawn(&rt, async { 1 }).await.expect("it runs on"), 1);
    });
}

pub fn a_panicking_destructor_of_an_output_nobody_took_stays_inside<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (go, dropped) = (Event::new(), Event::new());
        let (wait, bomb) = (go.clone(), bomb(&dropped));
        let task = spawn(&rt, async move {
            wait.wait().await;
            bomb
        });
        drop(task);
        go.set();
        dropped.wait().await;
        assert_eq!(spawn(&rt, async { 1 }).await.expect("it runs on"), 1);
    });
}

pub fn dropping_a_handle_never_unwinds_from_its_output<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let dropped = Event::new();
        let bomb = bomb(&dropped);
        let task = spawn(&rt, async move { bomb });
        until("the task ends", || task.is_finished()).await;
        let unwound = catch_unwind(AssertUnwindSafe(|| drop(task))).is_err();
        assert!(!unwound, "the panic belongs to the task");
        dropped.wait().await;
        assert_eq!(spawn(&rt, async { 1 }).await.expect("it runs on"), 1);
    });
}

pub fn a_panic_in_a_blocking_closure_is_an_error_with_its_payload<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let error = expect_panic(rt.spawn_blocking(|| -> () { panic!("blocking") }).await);
        assert_eq!(error.panic_message(), Some("blocking"));
        let payload = error.into_panic().expect("it is a panic");
        assert_eq!(payload.downcast_ref::<&str>(), Some(&"blocking"));
        assert_eq!(rt.spawn_blocking(|| 1).await.expect("the pool runs on"), 1);
    });
}

pub fn panics_of_detached_blocking_closures_leave_the_pool_running<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let dropped = Event::new();
        let bomb = bomb(&dropped);
        rt.spawn_blocking(|| -> () { panic!("nobody awaits this") })
            .detach();
        rt.spawn_blocking(move || bomb).detach();
        dropped.wait().await;
        assert_eq!(rt.spawn_blocking(|| 1).await.expect("the pool runs on"), 1);
    });
}

pub fn awaiting_a_panicked_task_does_not_unwind_into_the_awaiting_one<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let inner_rt = rt.clone();
        let outer = spawn(&rt, async move {
            let mut inner = spawn(&inner_rt, async { panic!("inner") });
            let first: Result<(), _> = Pin::new(&mut inner).await;
            (expect_panic(first), inner.await)
        });
        let (first, second) = outer.await.expect("the outer task did not panic");
        assert_eq!(first.panic_message(), Some("inner"));
        assert!(second.expect_err("it gave its result").is_consumed());
    });
}
