//! C2: a waker that panics harms nobody else.

use std::{
    net::TcpStream,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Waker},
    time::Duration,
};

use anyrt_traits::{
    net::{DatagramSocketExt, ListenerExt},
    task::{JoinHandle, SpawnBlocking},
    time::Timer,
};

use super::flavour::{Owner, spawn};
use crate::harness::{Counter, Event, HookedWaker, is_pending, tcp_listener, udp_socket, until};

fn poll_with<F: Future + Unpin>(future: &mut F, waker: &Waker) -> bool {
    Pin::new(future)
        .poll(&mut Context::from_waker(waker))
        .is_pending()
}

/// A waker that panics when it is woken, once it has told so.
fn panicking(woken: &Event) -> Waker {
    let set = woken.clone();
    HookedWaker::on_wake(move || {
        set.set();
        panic!("a waker that panics");
    })
}

pub fn a_panicking_waker_of_a_waiter_leaves_the_other_waiters_alone<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let woken = Event::new();
        let (mut bad, mut good, counter) = (listener.accept(), listener.accept(), Counter::new());
        assert!(poll_with(&mut bad, &panicking(&woken)), "nobody connects");
        assert!(is_pending(Pin::new(&mut good), &counter), "nobody connects");
        let _clients: [_; 2] = std::array::from_fn(|_| TcpStream::connect(addr));
        until("a wake-up", || woken.is_set() || counter.wakes() > 0).await;
        drop(bad);
        counter.woken().await;
        good.await.map(drop).expect("somebody connected");
        listener
            .accept()
            .await
            .map(drop)
            .expect("the other connection");
    });
}

pub fn a_panicking_waker_of_a_receiver_leaves_the_others_alone<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, _), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        let (woken, counter) = (Event::new(), Counter::new());
        let (mut bad_buf, mut good_buf) = ([0; 4], [0; 4]);
        let (mut bad, mut good) = (b.recv(&mut bad_buf), b.recv(&mut good_buf));
        assert!(poll_with(&mut bad, &panicking(&woken)), "nobody sends");
        assert!(is_pending(Pin::new(&mut good), &counter), "nobody sends");
        a.send_to(b"one", b_addr).await.expect("a free way");
        a.send_to(b"two", b_addr).await.expect("a free way");
        until("a wake-up", || woken.is_set() || counter.wakes() > 0).await;
        drop(bad);
        counter.woken().await;
        assert_eq!(good.await.expect("it was sent"), 3);
        assert_eq!(b.recv(&mut [0; 4]).await.expect("it was sent"), 3);
    });
}

pub fn a_panicking_waker_of_a_handle_leaves_the_executor_running<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (go, woken) = (Event::new(), Event::new());
        let wait = go.clone();
        let mut task = spawn(&rt, async move {
            wait.wait().await;
            5
        });
        assert!(poll_with(&mut task, &panicking(&woken)), "it waits");
        go.set();
        woken.wait().await;
        assert_eq!(task.await.expect("it ended"), 5);
        assert_eq!(spawn(&rt, async { 1 }).await.expect("it runs on"), 1);
    });
}

pub fn a_panicking_waker_of_an_aborted_task_leaves_the_executor_running<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let woken = Event::new();
        let mut task = spawn(&rt, std::future::pending::<()>());
        assert!(poll_with(&mut task, &panicking(&woken)), "it never ends");
        catch_unwind(AssertUnwindSafe(|| task.abort())).ok();
        woken.wait().await;
        assert!(task.await.expect_err("it never ends").is_cancelled());
        assert_eq!(spawn(&rt, async { 1 }).await.expect("it runs on"), 1);
    });
}

pub fn a_panicking_waker_of_a_blocking_handle_leaves_the_pool_running<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (go, woken) = (Event::new(), Event::new());
        let wait = go.clone();
        let mut handle = rt.spawn_blocking(move || {
            wait.wait_blocking();
            5
        });
        assert!(poll_with(&mut handle, &panicking(&woken)), "it waits");
        go.set();
        woken.wait().await;
        assert_eq!(handle.await.expect("it ended"), 5);
        assert_eq!(rt.spawn_blocking(|| 1).await.expect("it runs on"), 1);
    });
}

pub fn a_panicking_destructor_of_a_waker_of_a_sleep_leaves_other_sleeps_alone<O: Owner>(
    make: fn() -> O,
) {
    make().block_on(async |rt| {
        let waker = HookedWaker::on_drop(|| panic!("a waker that panics when it is dropped"));
        let mut sleep = Box::pin(rt.sleep(Duration::from_secs(3600)));
        assert!(poll_with(&mut sleep, &waker), "an hour is long");
        // The last clone may be the sleep's, or that of whoever keeps its timers.
        catch_unwind(AssertUnwindSafe(|| drop(waker))).ok();
        catch_unwind(AssertUnwindSafe(|| drop(sleep))).ok();
        for _ in 0..3 {
            rt.sleep(Duration::from_millis(1)).await;
        }
    });
}
