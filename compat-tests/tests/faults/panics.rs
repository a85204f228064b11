//! Tasks, wakers and destructors that panic.

use std::{
    net::TcpStream,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Waker},
    time::Duration,
};

use anyrt_traits::{
    net::ListenerExt,
    task::{JoinHandle, SpawnBlocking, yield_now},
    time::{Sleep, Timer},
};

use super::flavour::{Handle, Owner, spawn};
use crate::harness::{Counter, Event, HookedWaker, OnDrop, is_pending, tcp_listener, until};

/// Polls once with a waker that must be kept.
fn poll_with<F: Future + Unpin>(future: &mut F, waker: &Waker) {
    let is_pending = Pin::new(future)
        .poll(&mut Context::from_waker(waker))
        .is_pending();
    assert!(is_pending, "nothing has happened yet");
}

/// A value whose destructor panics, once it has told that it runs.
fn bomb(dropped: &Event) -> OnDrop<impl FnOnce() + Send + use<>> {
    let dropped = dropped.clone();
    OnDrop::new(move || {
        dropped.set();
        panic!("a destructor that panics");
    })
}

pub(crate) fn in_a_task<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let tasks: Vec<_> = (0..100)
            .map(|number| {
                spawn(&rt, async move {
                    yield_now().await;
                    assert!(number % 2 == 0, "an odd one");
                    number
                })
            })
            .collect();
        for (number, task) in tasks.into_iter().enumerate() {
            match task.await {
                Ok(output) => assert_eq!((number % 2, output), (0, number)),
                Err(error) => assert_eq!(error.panic_message(), Some("an odd one")),
            }
        }
        "its handle gives the panic's message; the tasks beside it run to their end".into()
    })
}

pub(crate) fn in_a_blocking_closure<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        for _ in 0..20 {
            let error = rt.spawn_blocking(|| -> () { panic!("blocking") }).await;
            let error = error.expect_err("it panicked");
            assert_eq!(error.panic_message(), Some("blocking"));
        }
        assert_eq!(rt.spawn_blocking(|| 1).await.expect("the pool runs on"), 1);
        "its handle gives the panic's message; the pool runs on".into()
    })
}

pub(crate) fn in_the_destructor_of_an_aborted_task<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (started, dropped) = (Event::new(), Event::new());
        let (set, bomb) = (started.clone(), bomb(&dropped));
        let task: Handle<O::Handle, ()> = spawn(&rt, async move {
            set.set();
            std::future::pending::<()>().await;
            drop(bomb);
        });
        started.wait().await;
        task.abort();
        let error = task.await.expect_err("it never ends");
        assert!(dropped.is_set(), "the future was dropped");
        assert_eq!(spawn(&rt, async { 1 }).await.expect("it runs on"), 1);
        match (error.is_cancelled(), error.is_panic()) {
            (true, false) => "the task counts as cancelled; the executor runs on".into(),
            (false, true) => "the task counts as panicked; the executor runs on".into(),
            _ => panic!("neither cancelled nor panicked: {error:?}"),
        }
    })
}

pub(crate) fn in_the_destructor_of_an_output<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let dropped = Event::new();
        let bomb = bomb(&dropped);
        let task = spawn(&rt, async move { bomb });
        until("the end of the task", || task.is_finished()).await;
        let unwound = catch_unwind(AssertUnwindSafe(|| drop(task))).is_err();
        assert!(!unwound, "the panic belongs to the task");
        dropped.wait().await;
        assert_eq!(spawn(&rt, async { 1 }).await.expect("it runs on"), 1);
        "nothing reaches whoever drops the handle; the executor runs on".into()
    })
}

pub(crate) fn in_a_waker_of_a_task<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (go, woken) = (Event::new(), Event::new());
        let (wait, set) = (go.clone(), woken.clone());
        let mut task = spawn(&rt, async move {
            wait.wait().await;
            5
        });
        let waker = HookedWaker::on_wake(move || {
            set.set();
            panic!("a waker that panics");
        });
        poll_with(&mut task, &waker);
        go.set();
        woken.wait().await;
        assert_eq!(task.await.expect("it ended"), 5);
        assert_eq!(spawn(&rt, async { 1 }).await.expect("it runs on"), 1);
        "the task's output is there; the executor runs on".into()
    })
}

pub(crate) fn in_a_waker_of_a_socket<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let woken = Event::new();
        let set = woken.clone();
        let waker = HookedWaker::on_wake(move || {
            set.set();
            panic!("a waker that panics");
        });
        let (mut bad, mut good, counter) = (listener.accept(), listener.accept(), Counter::new());
        poll_with(&mut bad, &waker);
        assert!(is_pending(Pin::new(&mut good), &counter), "nobody connects");
        let _clients: [_; 2] = std::array::from_fn(|_| TcpStream::connect(addr));
        until("a wake-up", || woken.is_set() || counter.wakes() > 0).await;
        drop(bad);
        counter.woken().await;
        good.await.map(drop).expect("somebody connected");
        let other = listener.accept().await;
        other.map(drop).expect("the other connection");
        "the other waiters are woken and served; the reactor runs on".into()
    })
}

pub(crate) fn in_a_waker_of_a_sleep<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let woken = Event::new();
        let set = woken.clone();
        let waker = HookedWaker::on_wake(move || {
            set.set();
            panic!("a waker that panics");
        });
        let long = || Box::pin(rt.sleep(Duration::from_secs(1000)));
        let mut bad = long();
        poll_with(&mut bad, &waker);
        let mut good: Vec<_> = (0..10).map(|_| (long(), Counter::new())).collect();
        for (sleep, counter) in &mut good {
            assert!(is_pending(sleep.as_mut(), counter), "it is early");
        }
        // All wait by now, however slow the machine is.
        let deadline = rt.now() + Duration::from_millis(5);
        bad.as_mut().reset(deadline);
        for (sleep, _) in &mut good {
            sleep.as_mut().reset(deadline);
        }
        // Whoever drives the runtime may be this task's thread, which the panic must not reach.
        woken.wait().await;
        for (sleep, counter) in good {
            counter.woken().await;
            sleep.await;
        }
        rt.sleep(Duration::from_millis(1)).await;
        "the other sleeps end; the timers run on".into()
    })
}
