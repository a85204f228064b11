//! T8: files, children and signals give errors, or end, when their runtime goes.

use std::pin::pin;

use anyrt_traits::{
    fs::{Fs, OpenOptions},
    process::{Child, ChildExt, Command, Stdio},
    signal::{Signal, SignalKind},
    task::Shutdown,
};
use futures_util::{AsyncReadExt, AsyncWriteExt, StreamExt};

use super::flavour::Owner;
use crate::harness::{Counter, TempDir, is_pending, wait};

pub fn pipes_and_waits_of_children_are_woken<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let mut child = owner.block_on(async |rt| {
        let mut command = Command::new("cat");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        command.kill_on_drop(true).spawn(&rt).expect("starts")
    });
    let stdin = child.stdin().take();
    let mut stdout = child.stdout().take().expect("is piped");
    let mut buf = [0; 4];
    {
        let (mut read, mut end) = (pin!(stdout.read(&mut buf)), pin!(child.wait()));
        let (one, two) = (Counter::new(), Counter::new());
        owner.block_on(async |_| {
            assert!(is_pending(read.as_mut(), &one), "it says nothing");
            assert!(is_pending(end.as_mut(), &two), "it runs");
        });
        drop(owner);
        one.woken_blocking();
        two.woken_blocking();
        wait(read).expect_err("nobody serves it");
        wait(end).expect_err("nobody serves it");
    }
    drop(stdin);
}

pub fn a_pending_signal_ends<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let mut stream = owner
        .handle()
        .signal(SignalKind::WindowChange)
        .expect("registers");
    let mut next = pin!(stream.next());
    let counter = Counter::new();
    owner.block_on(async |_| assert!(is_pending(next.as_mut(), &counter), "nobody sent it"));
    drop(owner);
    counter.woken_blocking();
    assert_eq!(wait(next), None);
}

pub fn files_and_programs_give_errors_after_the_end<O: Owner + Shutdown>(make: fn() -> O) {
    let dir = TempDir::new();
    let owner = make();
    let rt = owner.handle();
    let mut file = owner.block_on(async |rt| {
        let options = OpenOptions::creating().read(true);
        rt.open_file(dir.path("file"), &options)
            .await
            .expect("opens")
    });
    drop(owner);
    wait(file.write(b"late")).expect_err("nobody writes it");
    wait(file.read(&mut [0; 4])).expect_err("nobody reads it");
    wait(rt.read_file(dir.path("file"))).expect_err("nobody reads it");
    wait(rt.open_file(dir.path("file"), &OpenOptions::reading()))
        .map(|_| ())
        .expect_err("nobody opens it");
    Command::new("true")
        .spawn(&rt)
        .map(|_| ())
        .expect_err("nobody waits for it");
    rt.ctrl_c().map(|_| ()).expect_err("nobody listens");
}
