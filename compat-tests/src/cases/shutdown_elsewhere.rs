//! T8: the owner may be dropped on any thread, also inside another runtime, and whoever waits on plain
//! threads is woken.

use std::{pin::Pin, sync::mpsc, thread, time::Duration};

use anyrt_traits::{
    net::{DatagramSocketExt, ListenerExt},
    task::{JoinHandle, Shutdown, Spawn},
    time::Timer,
};
use futures_util::{AsyncReadExt, FutureExt};

use super::flavour::{Owner, spawn};
use crate::harness::{
    Counter, Event, expect_ready, is_pending, poll, tcp_listener, tcp_with_peer, udp_socket, wait,
};

pub fn dropping_the_owner_on_another_thread_ends_its_tasks<O>(make: fn() -> O)
where
    O: Owner + Shutdown + Send,
{
    let owner = make();
    let task = owner.block_on(async |rt| spawn(&rt, std::future::pending::<()>()));
    thread::spawn(move || drop(owner))
        .join()
        .expect("it does not panic");
    assert!(wait(task).expect_err("it never ended").is_cancelled());
}

pub fn dropping_an_owner_inside_another_runtime_is_safe<O>(make: fn() -> O)
where
    O: Owner + Shutdown + Send,
{
    let inner = make();
    let task = inner.block_on(async |rt| spawn(&rt, std::future::pending::<()>()));
    make().block_on(async |_| drop(inner));
    assert!(wait(task).expect_err("it never ended").is_cancelled());
}

pub fn shutting_down_at_once_inside_another_runtime_is_safe<O>(make: fn() -> O)
where
    O: Owner + Shutdown + Send,
{
    let inner = make();
    let task = inner.block_on(async |rt| spawn(&rt, std::future::pending::<()>()));
    make().block_on(async |_| inner.shutdown(Duration::ZERO).ok());
    assert!(wait(task).expect_err("it never ended").is_cancelled());
}

pub fn dropping_an_owner_inside_a_task_of_another_runtime_is_safe<O>(make: fn() -> O)
where
    O: Owner + Shutdown + Send,
{
    let inner = make();
    let task = inner.block_on(async |rt| spawn(&rt, std::future::pending::<()>()));
    make().block_on(async |rt| {
        rt.spawn(async move { drop(inner) })
            .await
            .expect("it does not panic");
    });
    assert!(wait(task).expect_err("it never ended").is_cancelled());
}

pub fn a_task_that_is_being_polled_is_dropped_at_its_suspension<O>(make: fn() -> O)
where
    O: Owner + Shutdown + Send,
{
    let (busy, go) = (Event::new(), Event::new());
    let (set_busy, waits) = (busy.clone(), go.clone());
    let driven = Event::new();
    let (driver_done, owner) = (driven.clone(), make());
    let rt = owner.handle();
    let task = rt.spawn(async move {
        set_busy.set();
        waits.wait_blocking();
        std::future::pending::<()>().await;
    });
    let driver = thread::spawn(move || {
        owner.block_on(async |_| driver_done.wait().await);
        drop(owner);
    });
    busy.wait_blocking();
    driven.set();
    go.set();
    assert!(wait(task).expect_err("it never ended").is_cancelled());
    driver.join().expect("it does not panic");
}

pub fn whoever_waits_on_a_plain_thread_is_woken<O>(make: fn() -> O)
where
    O: Owner + Shutdown + Send,
{
    let owner = make();
    let rt = owner.handle();
    let (mut stream, _peer) = owner.block_on(async |rt| tcp_with_peer(&rt).await);
    let (listener, _) = tcp_listener(&rt);
    let task = rt.spawn(std::future::pending::<()>());
    let (short, long) = (rt.clone(), rt.clone());
    let (began, begun) = mpsc::channel();
    let begin = |what: &'static str| {
        let began = began.clone();
        move || began.send(what).expect("the test waits")
    };
    let (one, two, three, four, five) = (
        begin("read"),
        begin("accept"),
        begin("task"),
        begin("sleep"),
        begin("never"),
    );
    let waiting = [
        thread::spawn(move || {
            one();
            wait(stream.read(&mut [0; 4])).is_err()
        }),
        thread::spawn(move || {
            two();
            wait(listener.accept()).is_err()
        }),
        thread::spawn(move || {
            three();
            wait(task).is_err()
        }),
        thread::spawn(move || {
            four();
            wait(short.sleep(Duration::from_secs(100_000)));
            true
        }),
        thread::spawn(move || {
            five();
            wait(long.sleep(Duration::MAX));
            true
        }),
    ];
    for _ in 0..waiting.len() {
        begun.recv().expect("each begins");
    }
    drop(owner);
    for thread in waiting {
        assert!(thread.join().expect("it does not panic"), "an error");
    }
}

/// An operation, which gives whether it ended as it should, and the waker by which it is polled.
type Waiting<'a> = (
    &'static str,
    Pin<Box<dyn Future<Output = bool> + 'a>>,
    Counter,
);

pub fn whoever_waits_elsewhere_is_woken_while_a_task_is_still_being_polled<O>(make: fn() -> O)
where
    O: Owner + Shutdown + Send,
{
    let owner = make();
    let rt = owner.handle();
    let (mut stream, _peer) = owner.block_on(async |rt| tcp_with_peer(&rt).await);
    let ((listener, _), (socket, _)) = (tcp_listener(&rt), udp_socket(&rt));
    let (busy, go) = (Event::new(), Event::new());
    let (set_busy, waits) = (busy.clone(), go.clone());
    rt.spawn(async move {
        set_busy.set();
        waits.wait_blocking();
    })
    .detach();
    busy.wait_blocking();

    let (mut read, mut received) = ([0; 4], [0; 4]);
    let mut waiting: [Waiting<'_>; 5] = [
        (
            "a read",
            Box::pin(stream.read(&mut read).map(|read| read.is_err())),
            Counter::new(),
        ),
        (
            "an accept",
            Box::pin(listener.accept().map(|accept| accept.is_err())),
            Counter::new(),
        ),
        (
            "a receive",
            Box::pin(socket.recv(&mut received).map(|recv| recv.is_err())),
            Counter::new(),
        ),
        (
            "a sleep",
            Box::pin(rt.sleep(Duration::from_secs(100_000)).map(|()| true)),
            Counter::new(),
        ),
        (
            "a sleep without end",
            Box::pin(rt.sleep(Duration::MAX).map(|()| true)),
            Counter::new(),
        ),
    ];
    for (what, future, counter) in &mut waiting {
        assert!(is_pending(future.as_mut(), counter), "{what} has to wait");
    }
    let dropping = thread::spawn(move || drop(owner));
    for (what, future, counter) in &mut waiting {
        counter.woken_blocking();
        let ended = expect_ready(poll(future.as_mut(), counter), what);
        assert!(ended, "{what} gives an error");
    }
    go.set();
    dropping.join().expect("it does not panic");
}

pub fn owners_come_and_go_side_by_side<O>(make: fn() -> O)
where
    O: Owner + Shutdown + Send,
{
    let threads: Vec<_> = (0..4)
        .map(|_| {
            thread::spawn(move || {
                for _ in 0..8 {
                    let owner = make();
                    let task = owner.block_on(async |rt| {
                        spawn(&rt, async {}).await.expect("it ends");
                        spawn(&rt, std::future::pending::<()>())
                    });
                    drop(owner);
                    assert!(wait(task).expect_err("it never ended").is_cancelled());
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("it does not panic");
    }
}

pub fn aborting_after_the_shutdown_on_another_thread_is_harmless<O>(make: fn() -> O)
where
    O: Owner + Shutdown + Send,
{
    let owner = make();
    let task = owner.block_on(async |rt| spawn(&rt, std::future::pending::<()>()));
    let aborter = thread::spawn(move || {
        for _ in 0..100 {
            task.abort();
        }
        wait(task)
    });
    drop(owner);
    let result = aborter.join().expect("it does not panic");
    assert!(result.expect_err("it never ended").is_cancelled());
}
