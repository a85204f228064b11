//! T4: `abort` drops the future at its next suspension, and the handle says so afterwards.

use std::{
    pin::Pin,
    sync::{Arc, Mutex},
    thread,
};

use anyrt_traits::task::{JoinHandle, yield_now};

use super::flavour::{Handle, Owner, spawn};
use crate::harness::{Counter, Drops, Event, OnDrop, is_pending, until};

pub fn aborting_before_the_first_poll_drops_the_future<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let drops = Drops::new();
        let probe = drops.probe();
        let task = spawn(&rt, async move {
            std::future::pending::<()>().await;
            drop(probe);
        });
        task.abort();
        assert!(task.await.expect_err("it never ends").is_cancelled());
        assert_eq!(drops.count(), 1, "dropped before the handle resolved");
    });
}

pub fn aborting_a_suspended_task_drops_its_future<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (drops, started) = (Drops::new(), Event::new());
        let (probe, set) = (drops.probe(), started.clone());
        let task = spawn(&rt, async move {
            set.set();
            std::future::pending::<()>().await;
            drop(probe);
        });
        started.wait().await;
        task.abort();
        assert!(task.await.expect_err("it never ends").is_cancelled());
        assert_eq!(drops.count(), 1, "dropped before the handle resolved");
    });
}

pub fn aborting_a_finished_task_leaves_its_output<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let task = spawn(&rt, async { 5 });
        until("the task ends", || task.is_finished()).await;
        task.abort();
        assert_eq!(task.await.expect("it ended before"), 5);
    });
}

pub fn an_aborted_handle_resolves_after_a_slow_destructor<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for _ in 0..32 {
            let (started, dropped) = (Event::new(), Event::new());
            let (set_started, set_dropped) = (started.clone(), dropped.clone());
            let task = spawn(&rt, async move {
                let _slow = OnDrop::new(move || {
                    for _ in 0..100 {
                        thread::yield_now();
                    }
                    set_dropped.set();
                });
                set_started.set();
                std::future::pending::<()>().await;
            });
            started.wait().await;
            task.abort();
            assert!(task.await.expect_err("it never ends").is_cancelled());
            assert!(
                dropped.is_set(),
                "the future is gone when the handle says so"
            );
        }
    });
}

pub fn abort_does_not_interrupt_a_poll<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let own = Arc::new(Mutex::new(None::<Handle<O::Handle, ()>>));
        let (ready, went_on, after) = (Event::new(), Event::new(), Event::new());
        let (wait, set_on, set_after, slot) =
            (ready.clone(), went_on.clone(), after.clone(), own.clone());
        let task = spawn(&rt, async move {
            wait.wait().await;
            if let Some(own) = &*slot.lock().expect("nobody panics with it") {
                own.abort();
            }
            set_on.set();
            yield_now().await;
            set_after.set();
        });
        *own.lock().expect("nobody panics with it") = Some(task);
        ready.set();
        went_on.wait().await;
        let task = own.lock().expect("nobody panics with it").take();
        let result = task.expect("it was put there").await;
        assert!(result.expect_err("it was aborted").is_cancelled());
        assert!(!after.is_set(), "it was dropped where it was suspended");
    });
}

pub fn awaiting_an_aborted_handle_again_says_consumed<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut task = spawn(&rt, std::future::pending::<()>());
        task.abort();
        let first = Pin::new(&mut task).await.expect_err("it never ends");
        assert!(first.is_cancelled());
        let second = Pin::new(&mut task).await.expect_err("it gave its result");
        assert!(second.is_consumed() && !second.is_cancelled());
        assert!(task.await.expect_err("it gave its result").is_consumed());
    });
}

pub fn awaiting_a_handle_that_gave_its_output_says_consumed<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut task = spawn(&rt, async { 5 });
        assert_eq!(Pin::new(&mut task).await.expect("it ends"), 5);
        assert!(
            Pin::new(&mut task)
                .await
                .expect_err("it gave its result")
                .is_consumed()
        );
        task.abort();
        assert!(task.await.expect_err("it gave its result").is_consumed());
    });
}

pub fn aborting_twice_is_as_good_as_once<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let task = spawn(&rt, std::future::pending::<()>());
        task.abort();
        task.abort();
        assert!(task.await.expect_err("it never ends").is_cancelled());
    });
}

pub fn abort_wakes_whoever_awaits_the_handle<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut task = spawn(&rt, std::future::pending::<()>());
        let counter = Counter::new();
        assert!(is_pending(Pin::new(&mut task), &counter), "it never ends");
        task.abort();
        counter.woken().await;
        assert!(task.await.expect_err("it never ends").is_cancelled());
    });
}

pub fn abort_stops_one_task_only<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let go = Event::new();
        let (wait, also_wait) = (go.clone(), go.clone());
        let aborted = spawn(&rt, async move { wait.wait().await });
        let other = spawn(&rt, async move { also_wait.wait().await });
        aborted.abort();
        assert!(
            aborted
                .await
                .expect_err("nobody set the event")
                .is_cancelled()
        );
        go.set();
        other.await.expect("nobody aborted it");
    });
}

pub fn a_task_that_ends_by_itself_after_an_abort_is_reported_as_it_was<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for _ in 0..64 {
            let drops = Drops::new();
            let probe = drops.probe();
            let task = spawn(&rt, async move {
                yield_now().await;
                drop(probe);
                5
            });
            yield_now().await;
            task.abort();
            match task.await {
                Ok(output) => assert_eq!(output, 5),
                Err(error) => assert!(error.is_cancelled(), "{error:?}"),
            }
            assert_eq!(drops.count(), 1);
        }
    });
}

pub fn a_destructor_run_by_an_abort_may_use_the_runtime<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (started, ran) = (Event::new(), Event::new());
        let (set_started, set_ran, inner_rt) = (started.clone(), ran.clone(), rt.clone());
        let task = spawn(&rt, async move {
            let _spawns = OnDrop::new(move || {
                spawn(&inner_rt, async move { set_ran.set() }).detach();
            });
            set_started.set();
            std::future::pending::<()>().await;
        });
        started.wait().await;
        task.abort();
        assert!(task.await.expect_err("it never ends").is_cancelled());
        ran.wait().await;
    });
}
