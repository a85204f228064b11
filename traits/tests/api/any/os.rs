//! What an operating system adds reaches the part behind, with its arguments.

use std::io;

use anyrt_traits::{
    AnyRuntime,
    fs::{Fs, OpenOptions, Permissions},
    process::{Command, Process},
    signal::{Signal, SignalKind},
    stdio::Stdio,
};

use crate::mock::{Mock, now};

/// Calls each operation on a path, and checks what reaches the mock.
macro_rules! reaches {
    ($mock:expr, $rt:expr, $($method:ident($($arg:expr),*) as $shown:literal)*) => {
        $(
            let result = now($rt.$method($($arg),*));
            let error = result.err().expect("the mock refuses");
            assert_eq!(error.kind(), io::ErrorKind::QuotaExceeded);
            assert_eq!($mock.log.take(), [concat!(stringify!($method), "(", $shown, ")")]);
        )*
    };
}

#[test]
fn operations_on_paths_reach_the_part_behind() {
    let mock = Mock::<1>::new();
    let rt = AnyRuntime::new(mock.clone());
    reaches! { mock, rt,
        open_file("a", &OpenOptions::new().mode(0o600)) as "a, 600"
        read_dir("a") as "a"
        read_file("a") as "a"
        write_file("a", "x") as "a, [120]"
        replace_file("a", "x") as "a, [120]"
        create_dir("a") as "a"
        create_dir_all("a") as "a"
        remove_file("a") as "a"
        remove_dir("a") as "a"
        remove_dir_all("a") as "a"
        rename("a", "b") as "a, b"
        copy_file("a", "b") as "a, b"
        hard_link("a", "b") as "a, b"
        symlink("a", "b") as "a, b"
        read_link("a") as "a"
        canonicalize("a") as "a"
        metadata("a") as "a"
        symlink_metadata("a") as "a"
        set_permissions("a", Permissions::from_mode(0o640)) as "a, 640"
    }
}

#[test]
fn programs_signals_and_streams_reach_the_part_behind() {
    let mock = Mock::<1>::new();
    let rt = AnyRuntime::new(mock.clone());
    let refused = rt.spawn_child(Command::new("true").arg("-x"));
    assert_eq!(
        refused.err().map(|e| e.kind()),
        Some(io::ErrorKind::QuotaExceeded)
    );
    assert_eq!(mock.log.take(), ["spawn_child(\"true\" \"-x\")"]);
    rt.signal(SignalKind::Hangup).expect_err("the mock refuses");
    rt.ctrl_c().expect_err("the mock refuses");
    drop((rt.stdin(), rt.stdout(), rt.stderr()));
    let asked = [
        "signal(Hangup)",
        "ctrl_c()",
        "stdin()",
        "stdout()",
        "stderr()",
    ];
    assert_eq!(mock.log.take(), asked);
}

#[test]
fn absent_parts_say_that_they_are_unsupported() {
    let rt = AnyRuntime::builder(Mock::<1>::new()).build();
    let kind = |error: io::Error| error.kind();
    let unsupported = Some(io::ErrorKind::Unsupported);
    assert_eq!(now(rt.read_file("a")).err().map(kind), unsupported);
    assert_eq!(
        now(rt.open_file("a", &OpenOptions::reading()))
            .err()
            .map(kind),
        unsupported
    );
    assert_eq!(now(rt.read_dir("a")).err().map(kind), unsupported);
    assert_eq!(Command::new("true").spawn(&rt).err().map(kind), unsupported);
    assert_eq!(
        now(Command::new("true").output(&rt)).err().map(kind),
        unsupported
    );
    assert_eq!(rt.ctrl_c().err().map(kind), unsupported);
    let (one, _other) = std::os::unix::net::UnixStream::pair().expect("a pair");
    let registered = anyrt_traits::net::Readiness::register(&rt, one.into());
    assert_eq!(registered.err().map(kind), unsupported);
}
