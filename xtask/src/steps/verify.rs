//! The commands that look for what tests do not see.

use std::path::Path;

use super::broken::excerpt;
use super::models::summary;
use crate::cargo::Cargo;
use crate::cli::Args;
use crate::failure::{Failure, Outcome};
use crate::out;
use crate::weaken;

/// Runs the loom models, each of which prints its executions and its bound.
///
/// `--more` lets each model that has a bound have one preemption more; a model that takes longer than five
/// minutes then ends there. `--weaken` weakens orderings instead, in the files whose paths have the word after
/// `--only`.
///
/// # Errors
///
/// Fails when a model does, or when one should and does not.
pub(crate) fn loom(root: &Path, mut args: Args) -> Outcome {
    let (more, weakens) = (args.flag("--more"), args.flag("--weaken"));
    let only = args.value("--only")?;
    args.finish()?;
    if weakens {
        return weaken::command(root, only.as_deref());
    }
    let words = [
        "test",
        "--locked",
        "--release",
        "--package",
        "anyrt-adapter-kit",
        "--package",
        "anyrt-combinators",
        "--package",
        "anyrt-channels",
        "--test",
        "loom",
        "--target-dir",
        "target/loom",
        "--",
        "--nocapture",
    ];
    let mut cargo = Cargo::new(root, &words).env("RUSTFLAGS", "--cfg loom");
    if more {
        cargo = cargo
            .env("ANYRT_LOOM_MORE", "1")
            .env("LOOM_MAX_DURATION", "300");
    }
    let run = cargo.tee_both()?;
    if !run.success {
        return Err(Failure::new(format!(
            "a model failed\n{}",
            excerpt(&run.stdout)
        )));
    }
    out::line(&format!(
        "\nThe models of the channels:\n\n{}",
        summary(&run.stdout)
    ));
    Ok(())
}

/// The crates that have `unsafe` code, or drive code that has.
const SANITIZED: &[&str] = &[
    "anyrt-traits",
    "anyrt-combinators",
    "anyrt-channels",
    "anyrt-adapter-kit",
    "anyrt-tokio",
    "anyrt-compat-tests",
];

/// Runs the tests under AddressSanitizer, where a nightly toolchain is installed.
///
/// # Errors
///
/// Fails when a test does.
pub(crate) fn asan(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    let Some(target) = nightly_host() else {
        out::line("asan: skipped, there is no nightly toolchain here");
        return Ok(());
    };
    let mut words = vec![
        "+nightly",
        "test",
        "--locked",
        "--lib",
        "--tests",
        "--all-features",
        "--target-dir",
        "target/asan",
        "--target",
        &target,
    ];
    for package in SANITIZED {
        words.extend(["--package", package]);
    }
    // Detached threads of global runtimes are alive at exit, with what they hold.
    Cargo::rustup(root, &words)
        .env("RUSTFLAGS", "-Zsanitizer=address")
        .env(
            "ASAN_OPTIONS",
            "detect_stack_use_after_return=1:detect_leaks=0",
        )
        .run()
}

/// Asks the nightly compiler, if there is one, what machine it is for.
fn nightly_host() -> Option<String> {
    let output = std::process::Command::new("rustc")
        .args(["+nightly", "--version", "--verbose"])
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "))?;
    output.status.success().then(|| host.to_owned())
}
