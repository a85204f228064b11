//! Running one fault: in a process of its own, which says what it observed.

use std::{
    env,
    process::Command,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use anyrt_compat_tests::{run::in_child, set_time_limit};

use crate::harness;

/// Names the fault that this process was started for.
const CHILD: &str = "ANYRT_FAULT";
/// How long a fault may take before it counts as hanging.
const LIMIT: Duration = Duration::from_secs(50);
/// What comes before an observation in the output of a process.
const OBSERVED: &str = "OBSERVED ";

/// A fault for one kind of runtime: it asserts what must hold, and says what it saw.
pub(crate) type Fault<O> = fn(fn() -> O) -> String;

/// Runs a fault as the body of the test called `name`, which is `faults::<runtime>::<group>::<fault>`.
pub(crate) fn observe<O>(name: &str, fault: Fault<O>, make: fn() -> O) {
    let name = name.split_once("::").map_or(name, |(_, name)| name);
    set_time_limit(LIMIT);
    harness::set_limit(LIMIT);
    if env::var(CHILD).as_deref() == Ok(name) {
        say(&format!("\n{OBSERVED}{}", fault(make)));
        return;
    }
    let mut command = Command::new(env::current_exe().expect("a test has a binary"));
    command
        .args([name, "--exact", "--nocapture", "--test-threads=1"])
        .env(CHILD, name)
        .env("RUST_BACKTRACE", "0");
    let output = in_child(command).unwrap_or_else(|report| panic!("{name} failed\n{report}"));
    let observed = output
        .lines()
        .find_map(|line| line.strip_prefix(OBSERVED))
        .expect("it says what it observed");
    let (runtime, fault) = name.split_once("::").expect("it is of a runtime");
    say(&format!("FAULT {fault} {runtime} {observed}"));
}

/// Runs a fault that needs much of the machine, no two at the same time.
pub(crate) fn observe_alone<O>(name: &str, fault: Fault<O>, make: fn() -> O) {
    static ONE: Mutex<()> = Mutex::new(());
    let _turn = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    observe(name, fault, make);
}

#[expect(
    clippy::print_stdout,
    reason = "a test whose output is not wanted is captured"
)]
fn say(line: &str) {
    println!("{line}");
}
