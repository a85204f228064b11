//! P1, P2: children leave no zombie, and their output is drained.

use std::{fs, io::ErrorKind, pin::pin, time::Duration};

use anyrt_traits::{
    process::{Child, ChildExt, Command, Stdio},
    time::Timer,
};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::harness::{Counter, is_pending, until, until_blocking};

/// A child that runs until its input ends.
fn cat() -> Command {
    let mut command = Command::new("cat");
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    // A child that is left behind must keep none of this process's own streams open.
    command.stderr(Stdio::null());
    command
}

/// A child that runs for long.
fn sleeper() -> Command {
    let mut command = Command::new("sleep");
    command.arg("600").stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Whether the process is there, a zombie or not.
fn exists(id: u32) -> bool {
    fs::exists(format!("/proc/{id}")).expect("the system tells of processes")
}

pub fn a_child_dropped_before_its_end_leaves_no_zombie<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut child = cat().spawn(&rt).expect("starts");
        let id = child.id().expect("runs");
        let stdin = child.stdin().take();
        drop(child);
        assert!(exists(id), "it runs on");
        drop(stdin);
        until("the reaping of a dropped child", || !exists(id)).await;
    });
}

pub fn a_child_dropped_after_its_end_leaves_no_zombie<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let child = Command::new("true").spawn(&rt).expect("starts");
        let id = child.id().expect("was not waited for");
        drop(child);
        until("the reaping of a child that ended", || !exists(id)).await;
    });
}

pub fn a_child_that_outlives_its_runtime_leaves_no_zombie<O: Owner>(make: fn() -> O) {
    let owner = make();
    let (child, id) = owner.block_on(async |rt| {
        let child = cat().spawn(&rt).expect("starts");
        let id = child.id().expect("runs");
        (child, id)
    });
    drop(owner);
    drop(child);
    until_blocking("the reaping of a child without a runtime", || !exists(id));
}

pub fn many_children_dropped_at_once_leave_no_zombie<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let children: Vec<_> = (0..20).map(|_| cat().spawn(&rt).expect("starts")).collect();
        let ids: Vec<_> = children.iter().filter_map(Child::id).collect();
        drop(children);
        until("the reaping of all", || !ids.iter().any(|id| exists(*id))).await;
    });
}

pub fn kill_on_drop_kills<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let child = sleeper().kill_on_drop(true).spawn(&rt).expect("starts");
        let id = child.id().expect("runs");
        drop(child);
        until("the end of a killed child", || !exists(id)).await;
    });
}

pub fn without_kill_on_drop_a_child_runs_on<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut child = cat().spawn(&rt).expect("starts");
        let (stdin, stdout) = (child.stdin().take(), child.stdout().take());
        drop(child);
        let (mut stdin, mut stdout) = (stdin.expect("is piped"), stdout.expect("is piped"));
        stdin
            .write_all(b"still here")
            .await
            .expect("somebody reads");
        stdin.close().await.expect("closes");
        let mut said = String::new();
        stdout.read_to_string(&mut said).await.expect("reads");
        assert_eq!(said, "still here");
    });
}

pub fn waiting_again_gives_the_same<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut child = Command::new("sh")
            .args(["-c", "exit 7"])
            .spawn(&rt)
            .expect("starts");
        for _ in 0..3 {
            assert_eq!(child.wait().await.expect("ends").code(), Some(7));
            assert_eq!(
                child.try_wait().expect("is told").and_then(|s| s.code()),
                Some(7)
            );
        }
        assert_eq!(child.id(), None, "the number may be another one's");
        child.kill().expect("there is nothing to kill");
    });
}

pub fn a_wait_dropped_at_any_point_affects_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut child = cat().spawn(&rt).expect("starts");
        let stdin = child.stdin().take();
        for _ in 0..3 {
            let counter = Counter::new();
            assert!(is_pending(pin!(child.wait()), &counter), "it has input");
        }
        assert_eq!(child.try_wait().expect("is told"), None);
        drop(stdin);
        assert!(child.wait().await.expect("ends").success());
    });
}

pub fn waiting_closes_the_input<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut child = cat().spawn(&rt).expect("starts");
        assert!(child.wait().await.expect("ends").success());
    });
}

pub fn a_killed_child_ends_by_the_signal<O: Owner>(make: fn() -> O) {
    use std::os::unix::process::ExitStatusExt;

    make().block_on(async |rt| {
        let mut child = sleeper().spawn(&rt).expect("starts");
        child.kill().expect("it runs");
        let status = child.wait().await.expect("ends");
        assert_eq!((status.code(), status.signal()), (None, Some(9)));
    });
}

pub fn output_drains_both_pipes_at_once<O: Owner>(make: fn() -> O) {
    let script = "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero; head -c 9 /dev/zero >&2";
    make().block_on(async |rt| {
        let output = Command::new("sh")
            .args(["-c", script])
            .output(&rt)
            .await
            .expect("runs");
        assert_eq!(
            (output.stdout.len(), output.stderr.len()),
            (300_000, 300_009)
        );
        assert!(output.status.success());
    });
}

pub fn wait_with_output_drains_what_is_piped<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut child = cat().spawn(&rt).expect("starts");
        let mut stdin = child.stdin().take().expect("is piped");
        stdin.write_all(b"through").await.expect("somebody reads");
        drop(stdin);
        let output = child.wait_with_output().await.expect("ends");
        assert_eq!(
            (&*output.stdout, &*output.stderr),
            (b"through".as_slice(), b"".as_slice())
        );
    });
}

pub fn a_command_is_run_as_it_says<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut command = Command::new("sh");
        command.args(["-c", "printf '%s %s' \"$ANYRT_TEST\" \"$PWD\"; exit 3"]);
        command.env("ANYRT_TEST", "value").current_dir("/");
        for _ in 0..2 {
            let output = command.output(&rt).await.expect("runs");
            assert_eq!(output.stdout, b"value /");
            assert_eq!(output.status.code(), Some(3));
        }
        let status = Command::new("false").status(&rt).await.expect("runs");
        assert_eq!(status.code(), Some(1));
        let missing = Command::new("/no/such/program").output(&rt).await;
        assert_eq!(
            missing.map_err(|error| error.kind()),
            Err(ErrorKind::NotFound)
        );
    });
}

pub fn writing_to_a_child_that_is_gone_is_an_error<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut child = Command::new("true")
            .stdin(Stdio::piped())
            .spawn(&rt)
            .expect("starts");
        let mut stdin = child.stdin().take().expect("is piped");
        child.wait().await.expect("ends");
        // A process that is being started may hold the other end for a moment more.
        let error = loop {
            if let Err(error) = stdin.write(b"nobody").await {
                break error;
            }
        };
        assert_eq!(error.kind(), ErrorKind::BrokenPipe);
        stdin.close().await.expect("closes");
        let error = stdin.write(b"closed").await.expect_err("is closed");
        assert_eq!(error.kind(), ErrorKind::BrokenPipe);
    });
}

pub fn a_read_of_a_pipe_waits_for_the_child<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut child = cat().spawn(&rt).expect("starts");
        let mut stdout = child.stdout().take().expect("is piped");
        let mut buf = [0; 8];
        assert!(is_pending(pin!(stdout.read(&mut buf)), &Counter::new()));
        rt.sleep(Duration::from_millis(1)).await;
        child
            .stdin()
            .as_mut()
            .expect("is piped")
            .write_all(b"now")
            .await
            .expect("is read");
        assert_eq!(stdout.read(&mut buf).await.expect("reads"), 3);
    });
}
