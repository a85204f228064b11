//! T12: `spawn_local` runs a future that is not `Send`, on the thread of the owner.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    thread,
};

use anyrt_traits::task::{JoinHandle, Shutdown, SpawnLocal, yield_now};

use super::flavour::Owner;
use crate::harness::{Drops, Event, until, wait};

pub fn a_local_task_holds_what_is_not_send<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let shared = Rc::new(Cell::new(0));
        let inside = shared.clone();
        let task = rt.spawn_local(async move {
            for _ in 0..10 {
                inside.set(inside.get() + 1);
                yield_now().await;
            }
        });
        task.await.expect("it ends");
        assert_eq!(shared.get(), 10);
    });
}

pub fn a_local_task_is_polled_and_dropped_on_the_thread_of_its_owner<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let here = thread::current().id();
        let (drops, go) = (Drops::new(), Event::new());
        let (probe, waits) = (drops.probe(), go.clone());
        let polls = Rc::new(RefCell::new(Vec::new()));
        let inside = polls.clone();
        let task = rt.spawn_local(async move {
            inside.borrow_mut().push(thread::current().id());
            waits.wait().await;
            inside.borrow_mut().push(thread::current().id());
            drop(probe);
        });
        yield_now().await;
        thread::spawn(move || go.set())
            .join()
            .expect("it does not panic");
        task.await.expect("it ends");
        assert_eq!(*polls.borrow(), [here, here]);
        assert_eq!(drops.threads(), [here]);
    });
}

pub fn an_aborted_local_task_is_dropped_on_the_thread_of_its_owner<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let drops = Drops::new();
        let probe = drops.probe();
        let task = rt.spawn_local(async move {
            std::future::pending::<()>().await;
            drop(probe);
        });
        yield_now().await;
        task.abort();
        assert!(task.await.expect_err("it never ends").is_cancelled());
        assert_eq!(drops.threads(), [thread::current().id()]);
    });
}

pub fn a_local_task_gives_an_output_that_is_not_send<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let shared = Rc::new(5);
        let inside = shared.clone();
        let output = rt
            .spawn_local(async move { inside })
            .await
            .expect("it ends");
        assert!(Rc::ptr_eq(&shared, &output));
    });
}

pub fn a_local_task_spawns_another<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let shared = Rc::new(Cell::new(0));
        let (inside, inner_rt) = (shared.clone(), rt.clone());
        let outer = rt.spawn_local(async move {
            let deeper = inside.clone();
            let inner = inner_rt.spawn_local(async move { deeper.set(1) });
            inner.await.expect("it ends");
            inside.set(inside.get() + 1);
        });
        outer.await.expect("it ends");
        assert_eq!(shared.get(), 2);
    });
}

pub fn a_local_task_spawned_before_its_owner_is_driven_runs_when_it_is<O: Owner>(make: fn() -> O) {
    let owner = make();
    let shared = Rc::new(Cell::new(0));
    let inside = shared.clone();
    owner
        .handle()
        .spawn_local(async move { inside.set(1) })
        .detach();
    assert_eq!(shared.get(), 0, "nobody drives it");
    owner.block_on(async |_| until("it runs", || shared.get() == 1).await);
}

pub fn a_local_task_does_not_run_within_the_call_that_spawns_it<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let shared = Rc::new(RefCell::new(0));
        let (guard, inside) = (shared.borrow_mut(), shared.clone());
        let task = rt.spawn_local(async move { *inside.borrow_mut() += 1 });
        drop(guard);
        task.await.expect("it ends");
        assert_eq!(*shared.borrow(), 1);
    });
}

pub fn a_local_task_is_dropped_by_the_shutdown_on_this_thread<O: Owner + Shutdown>(
    make: fn() -> O,
) {
    let (owner, drops) = (make(), Drops::new());
    let shared = Rc::new(());
    let (inside, probe) = (shared.clone(), drops.probe());
    let task = owner.block_on(async |rt| {
        rt.spawn_local(async move {
            std::future::pending::<()>().await;
            drop((inside, probe));
        })
    });
    drop(owner);
    assert!(wait(task).expect_err("it never ended").is_cancelled());
    assert_eq!(drops.threads(), [thread::current().id()]);
    assert_eq!(Rc::strong_count(&shared), 1);
}

pub fn many_wake_ups_from_other_threads_reach_a_local_task<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let here = thread::current().id();
        let task = rt.spawn_local(async move {
            for _ in 0..50 {
                let go = Event::new();
                let set = go.clone();
                let waker = thread::spawn(move || set.set());
                go.wait().await;
                assert_eq!(thread::current().id(), here);
                waker.join().expect("it does not panic");
            }
        });
        task.await.expect("it ends");
    });
}
