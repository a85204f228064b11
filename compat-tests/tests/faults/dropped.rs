//! The runtime is dropped while something goes on.

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    time::Duration,
};

use anyrt_traits::{
    fs::{Fs, OpenOptions},
    net::{ListenerExt, TcpConnectOptions, TcpNet},
    process::{Child, ChildExt, Command, Stdio},
    task::{Shutdown, ShutdownTimeout, SpawnBlocking},
    time::Timer,
};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::{Owner, spawn};
use crate::harness::{
    Counter, Drops, Event, TempDir, fill_and_wait, is_pending, tcp_listener, tcp_with_peer,
    until_blocking, wait,
};

const MANY: usize = 1_000;

pub(crate) fn with_tasks<O: Owner + Shutdown>(make: fn() -> O) -> String {
    let (owner, drops) = (make(), Drops::new());
    let tasks: Vec<_> = owner.block_on(async |rt| {
        let spawned = (0..MANY).map(|_| {
            let probe = drops.probe();
            spawn(&rt, async move {
                std::future::pending::<()>().await;
                drop(probe);
            })
        });
        spawned.collect()
    });
    drop(owner);
    for task in tasks {
        assert!(wait(task).expect_err("it never ended").is_cancelled());
    }
    assert_eq!(drops.count(), MANY);
    "every task is dropped, and its handle says that it was cancelled".into()
}

pub(crate) fn with_timers<O: Owner + Shutdown>(make: fn() -> O) -> String {
    let owner = make();
    let rt = owner.handle();
    let counter = Counter::new();
    let mut sleeps: Vec<_> = (0..MANY)
        .map(|_| Box::pin(rt.sleep(Duration::from_secs(100_000))))
        .collect();
    owner.block_on(async |_| {
        for sleep in &mut sleeps {
            assert!(is_pending(sleep.as_mut(), &counter), "it is early");
        }
    });
    drop(owner);
    until_blocking("the wake-ups", || counter.wakes() >= MANY);
    sleeps.into_iter().for_each(wait);
    wait(rt.sleep(Duration::from_secs(100_000)));
    "every sleep is woken and ends, and so does a new one".into()
}

pub(crate) fn with_sockets<O: Owner + Shutdown>(make: fn() -> O) -> String {
    let owner = make();
    let rt = owner.handle();
    let (listener, addr) = tcp_listener(&rt);
    let ((mut reads, _one), (mut writes, _two)) =
        owner.block_on(async |rt| (tcp_with_peer(&rt).await, tcp_with_peer(&rt).await));
    let (one, two) = (Counter::new(), Counter::new());
    let mut buf = [0; 4];
    {
        let (mut read, mut accept) = (pin!(reads.read(&mut buf)), pin!(listener.accept()));
        let three = owner.block_on(async |_| {
            assert!(is_pending(read.as_mut(), &one), "no data");
            assert!(is_pending(accept.as_mut(), &two), "nobody connects");
            fill_and_wait(&mut writes).await
        });
        drop(owner);
        one.woken_blocking();
        two.woken_blocking();
        three.woken_blocking();
        wait(read).expect_err("nobody serves it");
        wait(accept).map(drop).expect_err("nobody serves it");
    }
    wait(writes.write(&[0; 1 << 20])).expect_err("nobody serves it");
    let connected = wait(rt.tcp_connect(addr, &TcpConnectOptions::new()));
    connected.map(drop).expect_err("nobody serves it");
    "whoever reads, writes or accepts is woken and given an error; a new connection is an error"
        .into()
}

pub(crate) fn with_files<O: Owner + Shutdown>(make: fn() -> O) -> String {
    let (owner, dir) = (make(), TempDir::new());
    let (path, bytes) = (dir.path("file"), vec![7; 1_000_000]);
    let mut file = owner.block_on(async |rt| {
        let options = OpenOptions::creating();
        let mut file = rt.open_file(&path, &options).await.expect("opens");
        file.write_all(&bytes).await.expect("is accepted");
        file
    });
    drop(owner);
    wait(file.write(b"late")).expect_err("nobody writes it");
    drop(file);
    until_blocking("the bytes that were accepted", || {
        fs::read(&path).is_ok_and(|found| found == bytes)
    });
    "what was accepted is written; what follows is an error".into()
}

pub(crate) fn with_children<O: Owner + Shutdown>(make: fn() -> O) -> String {
    let owner = make();
    let (mut child, left, id) = owner.block_on(async |rt| {
        let mut command = Command::new("cat");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let child = command.kill_on_drop(true).spawn(&rt).expect("starts");
        let left = command.spawn(&rt).expect("starts");
        let id = left.id().expect("it runs");
        (child, left, id)
    });
    let counter = Counter::new();
    let mut stdout = child.stdout().take().expect("is piped");
    {
        let _kept = child.stdin().take();
        let mut end = pin!(child.wait());
        let mut buf = [0; 4];
        let mut read = stdout.read(&mut buf);
        owner.block_on(async |_| {
            assert!(is_pending(end.as_mut(), &counter), "it runs");
            assert!(is_pending(Pin::new(&mut read), &Counter::new()), "no data");
        });
        drop(owner);
        counter.woken_blocking();
        wait(end).expect_err("nobody waits for it");
        wait(read).expect_err("nobody reads it");
    }
    drop(left);
    until_blocking("the reaping of a child without a runtime", || {
        !fs::exists(format!("/proc/{id}")).expect("the system tells of processes")
    });
    "whoever waits or reads is given an error; children that are dropped then leave no zombie"
        .into()
}

pub(crate) fn with_a_closure_that_blocks<O: Owner + Shutdown>(make: fn() -> O) -> String {
    let owner = make();
    let (started, go) = (Event::new(), Event::new());
    let (set, waits) = (started.clone(), go.clone());
    let handle = owner.block_on(async |rt| {
        let handle = rt.spawn_blocking(move || {
            set.set();
            waits.wait_blocking();
            5
        });
        started.wait().await;
        handle
    });
    let told = owner.shutdown(Duration::from_millis(5));
    assert_eq!(told, Err(ShutdownTimeout::new()));
    go.set();
    assert_eq!(wait(handle).expect("it runs to its end"), 5);
    "a shutdown gives up at its deadline and says so; the closure runs to its end".into()
}

pub(crate) fn by_a_panic<O: Owner + Shutdown>(make: fn() -> O) -> String {
    let drops = Drops::new();
    let probe = drops.probe();
    let unwound = catch_unwind(AssertUnwindSafe(|| {
        let owner = make();
        owner.block_on(async |rt| {
            drop(spawn(&rt, async move {
                std::future::pending::<()>().await;
                drop(probe);
            }));
            rt.sleep(Duration::from_millis(1)).await;
            panic!("the main future panics");
        });
    }));
    let payload = unwound.expect_err("it panicked");
    assert_eq!(payload.downcast_ref(), Some(&"the main future panics"));
    until_blocking("the drop of the task", || drops.count() == 1);
    "the panic comes out of `block_on`, and the task is dropped".into()
}
