//! The value of a runtime that never ends is dropped while something goes on.

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use anyrt_traits::{
    fs::{Fs, OpenOptions},
    net::ListenerExt,
    process::{Child, ChildExt, Command, Stdio},
    task::SpawnBlocking,
    time::Timer,
};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::{Owner, spawn};
use crate::harness::{Event, TempDir, tcp_listener, tcp_with_peer, until_blocking, wait};

const MANY: usize = 1_000;

pub(crate) fn with_tasks<O: Owner>(make: fn() -> O) -> String {
    let (owner, go) = (make(), Event::new());
    let rt = owner.handle();
    let spawned = (0..MANY).map(|number| {
        let waits = go.clone();
        spawn(&rt, async move {
            waits.wait().await;
            number
        })
    });
    let tasks: Vec<_> = spawned.collect();
    drop((owner, rt));
    go.set();
    for (number, task) in tasks.into_iter().enumerate() {
        assert_eq!(wait(task).expect("it runs on"), number);
    }
    "the executor never ends: every task runs on".into()
}

pub(crate) fn with_timers<O: Owner>(make: fn() -> O) -> String {
    let owner = make();
    let rt = owner.handle();
    let sleeps: Vec<_> = (0..MANY)
        .map(|_| rt.sleep(Duration::from_millis(5)))
        .collect();
    drop((owner, rt));
    sleeps.into_iter().for_each(wait);
    "the timers never end: every sleep comes to its time".into()
}

pub(crate) fn with_sockets<O: Owner>(make: fn() -> O) -> String {
    let owner = make();
    let (listener, addr) = tcp_listener(&owner.handle());
    let (mut stream, mut peer) = owner.block_on(async |rt| tcp_with_peer(&rt).await);
    drop(owner);
    let _client = std::net::TcpStream::connect(addr).expect("somebody listens");
    wait(listener.accept()).map(drop).expect("it is served");
    std::io::Write::write_all(&mut peer, b"ping").expect("the stream is there");
    wait(stream.read_exact(&mut [0; 4])).expect("it is served");
    "the reactor never ends: whoever reads or accepts is served".into()
}

pub(crate) fn with_files<O: Owner>(make: fn() -> O) -> String {
    let (owner, dir) = (make(), TempDir::new());
    let (path, bytes) = (dir.path("file"), vec![7; 1_000_000]);
    let mut file = owner.block_on(async |rt| {
        let options = OpenOptions::creating();
        let mut file = rt.open_file(&path, &options).await.expect("opens");
        file.write_all(&bytes).await.expect("is accepted");
        file
    });
    drop(owner);
    wait(file.flush()).expect("is written");
    assert!(fs::read(&path).expect("is there") == bytes);
    "the pool never ends: what was accepted is written".into()
}

pub(crate) fn with_children<O: Owner>(make: fn() -> O) -> String {
    let owner = make();
    let (mut child, left, id) = owner.block_on(async |rt| {
        let mut command = Command::new("cat");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let child = command.kill_on_drop(true).spawn(&rt).expect("starts");
        let left = command.spawn(&rt).expect("starts");
        let id = left.id().expect("it runs");
        (child, left, id)
    });
    drop(owner);
    drop(left);
    assert!(wait(child.wait()).expect("it is waited for").success());
    until_blocking("the reaping of a dropped child", || {
        !fs::exists(format!("/proc/{id}")).expect("the system tells of processes")
    });
    "children are waited for; one that is dropped leaves no zombie".into()
}

pub(crate) fn with_a_closure_that_blocks<O: Owner>(make: fn() -> O) -> String {
    let owner = make();
    let go = Event::new();
    let waits = go.clone();
    let handle = owner.handle().spawn_blocking(move || {
        waits.wait_blocking();
        5
    });
    drop(owner);
    go.set();
    assert_eq!(wait(handle).expect("it runs to its end"), 5);
    "there is no shutdown; the closure runs to its end".into()
}

pub(crate) fn by_a_panic<O: Owner>(make: fn() -> O) -> String {
    let go = Event::new();
    let (waits, mut task) = (go.clone(), None);
    let unwound = catch_unwind(AssertUnwindSafe(|| {
        make().block_on(async |rt| {
            task = Some(spawn(&rt, async move {
                waits.wait().await;
                5
            }));
            rt.sleep(Duration::from_millis(1)).await;
            panic!("the main future panics");
        });
    }));
    let payload = unwound.expect_err("it panicked");
    assert_eq!(payload.downcast_ref(), Some(&"the main future panics"));
    go.set();
    assert_eq!(wait(task.expect("it was spawned")).expect("it runs on"), 5);
    "the panic comes out of `block_on`, and the task runs on".into()
}
