//! Running one case: on a thread of its own, under a limit, and in a process of its own if it changes
//! what the whole process sees.

use std::{
    any::Any,
    env,
    io::Read,
    panic::{self, AssertUnwindSafe},
    process::{Command, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use crate::harness;

const CHILD: &str = "ANYRT_COMPAT_CHILD";

/// Sets how long a case may take before it counts as hanging; a minute unless told.
pub fn set_time_limit(limit: Duration) {
    harness::set_limit(limit);
}

/// Why a case did not pass.
pub(crate) enum Stop {
    Panic(Box<dyn Any + Send>),
    Hang,
}

/// Runs `case` on a thread of its own, and leaves it behind if it hangs.
pub(crate) fn guarded<O: 'static>(
    name: &str,
    case: fn(fn() -> O),
    make: fn() -> O,
) -> Result<(), Stop> {
    let (done, result) = mpsc::channel();
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            let result = panic::catch_unwind(AssertUnwindSafe(|| case(make)));
            done.send(result).ok();
        })
        .expect("the system has a thread left");
    match result.recv_timeout(harness::limit()) {
        Ok(result) => result.map_err(Stop::Panic),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Err(Stop::Hang),
    }
}

/// Runs one case as the body of a test.
///
/// # Panics
///
/// If the case fails, or does not end within the limit.
pub fn here<O: 'static>(name: &str, case: fn(fn() -> O), make: fn() -> O) {
    match guarded(name, case, make) {
        Ok(()) => {}
        Err(Stop::Panic(payload)) => panic::resume_unwind(payload),
        Err(Stop::Hang) => panic!("{name} hangs: it did not end within {:?}", harness::limit()),
    }
}

/// Runs one case as the body of the test called `name`, in a process started for it.
///
/// # Panics
///
/// If the case fails, or does not end within the limit.
pub fn apart<O: 'static>(name: &str, case: fn(fn() -> O), make: fn() -> O) {
    let name = name.split_once("::").map_or(name, |(_, name)| name);
    if env::var(CHILD).as_deref() == Ok(name) {
        return here(name, case, make);
    }
    let mut command = Command::new(env::current_exe().expect("a test has a binary"));
    command
        .args([name, "--exact", "--nocapture", "--test-threads=1"])
        .env(CHILD, name);
    if let Err(report) = in_child(command) {
        panic!("{name} failed in its process\n{report}");
    }
}

/// Waits for a child that runs one test, and gives its output.
///
/// # Errors
///
/// What it said, if it did not pass or did not end within the limit.
///
/// # Panics
///
/// If it cannot be started.
pub fn in_child(mut command: Command) -> Result<String, String> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a test binary can be started again");
    let output = child.stdout.take().expect("it is piped");
    let errors = child.stderr.take().expect("it is piped");
    let output = thread::spawn(move || read_all(output));
    let errors = thread::spawn(move || read_all(errors));
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("it is a child of ours") {
            break Some(status);
        }
        if start.elapsed() > harness::limit() + Duration::from_secs(5) {
            child.kill().ok();
            child.wait().ok();
            break None;
        }
        thread::park_timeout(Duration::from_millis(2));
    };
    let output = output.join().unwrap_or_default();
    let errors = errors.join().unwrap_or_default();
    match status {
        Some(status) if status.success() && output.contains("1 passed") => Ok(output),
        Some(status) => Err(format!("{status}\n{output}\n{errors}")),
        None => Err(format!("it hangs\n{output}\n{errors}")),
    }
}

fn read_all(mut from: impl Read) -> String {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes).ok();
    String::from_utf8_lossy(&bytes).into_owned()
}
