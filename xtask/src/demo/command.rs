//! The command.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::kept::Kept;
use super::load::{Shape, measure};
use super::report::{Row, of_runtime, side_by_side, thousands};
use super::server::Server;
use super::workload::Workload;
use crate::cargo::{Cargo, target_dir};
use crate::cli::Args;
use crate::failure::{Failure, Outcome};
use crate::out;

/// The runtimes, as features of the facade and as the server's `--runtime`.
const RUNTIMES: [&str; 3] = ["tokio", "async-std", "smol"];

const PIPELINES: [u64; 2] = [1, 16];
const CONNECTIONS: usize = 50;

/// Measured seconds of each load: 42 loads and their warm-up stay under two minutes.
const SECONDS: f64 = 2.0;

/// Builds the server, runs it on each runtime, and prints what the load measured.
///
/// # Errors
///
/// Fails when the build does, or the server dies, answers wrong or does not end.
pub(crate) fn command(root: &Path, mut args: Args) -> Outcome {
    let given = args.clone().rest();
    let seconds = seconds(args.value("--seconds")?.as_deref())?;
    let runtimes = runtimes(args.value("--runtime")?.as_deref())?;
    let policy = Kept::policy(args.value("--appendfsync")?.as_deref())?;
    args.finish()?;
    if cfg!(debug_assertions) {
        return run_optimised(root, given);
    }
    let program = build(root)?;
    let start = Instant::now();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = (cores / 4).clamp(1, 4);
    out::line(&format!(
        "One server, {} runtimes: {CONNECTIONS} connections over loopback from {threads} thread{} on {cores} cores,\n\
         {seconds} s per row, every reply checked; xN is a pipeline of N requests.{}\n",
        runtimes.len(),
        if threads == 1 { "" } else { "s" },
        policy.map_or(String::new(), |policy| format!(
            "\nAppend-only file, fsync policy `{policy}`."
        )),
    ));
    let mut rows = Vec::new();
    for runtime in &runtimes {
        run(&program, runtime, policy, threads, seconds, &mut rows)?;
        out::line(&of_runtime(&rows, runtime));
    }
    out::line(&side_by_side(&rows, &runtimes));
    out::line(&format!(
        "Every reply was right. Took {:.0} s after the build.",
        start.elapsed().as_secs_f64()
    ));
    Ok(())
}

/// Hands over to an optimised build of this program, so that the load does not measure itself.
fn run_optimised(root: &Path, given: Vec<String>) -> Outcome {
    Cargo::new(
        root,
        &["build", "--release", "--locked", "--package", "xtask"],
    )
    .run()?;
    let program = target_dir(root)?
        .join("release")
        .join(format!("xtask{EXE_SUFFIX}"));
    let status = Command::new(&program)
        .arg("demo")
        .args(given)
        .current_dir(root)
        .status();
    let status = status
        .map_err(|error| Failure::new(format!("cannot start {}: {error}", program.display())))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new("demo failed"))
    }
}

fn build(root: &Path) -> Outcome<PathBuf> {
    let features = RUNTIMES.join(",");
    let words = [
        "build",
        "--release",
        "--locked",
        "--package",
        "anyrt",
        "--example",
        "redis",
        "--features",
        &features,
    ];
    Cargo::new(root, &words).run()?;
    Ok(target_dir(root)?
        .join("release/examples")
        .join(format!("redis{EXE_SUFFIX}")))
}

/// Runs the server on one runtime under every load.
fn run(
    program: &Path,
    runtime: &str,
    policy: Option<&'static str>,
    threads: usize,
    seconds: f64,
    rows: &mut Vec<Row>,
) -> Outcome {
    out::note(&format!("running on {runtime} ..."));
    let kept = policy.map(Kept::new).transpose()?;
    let kept_words = kept.as_ref().map_or_else(Vec::new, Kept::words);
    let mut words = vec!["--port", "0", "--runtime", runtime];
    words.extend(kept_words.iter().map(String::as_str));
    let mut server = Server::start(program, &words)?;
    let loads: Vec<_> = PIPELINES
        .iter()
        .flat_map(|pipeline| Workload::ALL.map(|workload| (workload, *pipeline)))
        .collect();
    for (index, (workload, pipeline)) in loads.iter().enumerate() {
        let load = if *pipeline == 1 {
            workload.name().to_owned()
        } else {
            format!("{} x{pipeline}", workload.name())
        };
        let duration = Duration::from_secs_f64(seconds);
        let shape = Shape {
            connections: CONNECTIONS,
            threads,
            pipeline: *pipeline,
            duration,
        };
        let begun = Instant::now();
        let measured = measure(server.address(), *workload, shape, |answered| {
            #[expect(clippy::cast_precision_loss, reason = "shown to the eye alone")]
            let rate = answered as f64 / begun.elapsed().as_secs_f64().max(0.001);
            let place = format!("[{runtime} {}/{}]", index + 1, loads.len());
            out::progress(&format!("{place} {load}: {} requests/s", thousands(rate)));
        });
        out::progress("");
        let measured =
            measured.map_err(|failure| server.explain(&format!("{runtime}: {failure}")))?;
        rows.push(Row {
            runtime: runtime.to_owned(),
            load,
            measured,
        });
    }
    server.shut_down()
}

fn seconds(text: Option<&str>) -> Outcome<f64> {
    let Some(text) = text else { return Ok(SECONDS) };
    let seconds = text
        .parse::<f64>()
        .ok()
        .filter(|seconds| (0.01..=3600.0).contains(seconds));
    seconds.ok_or_else(|| {
        Failure::usage(format!(
            "--seconds takes a number from 0.01 to 3600, not `{text}`"
        ))
    })
}

fn runtimes(name: Option<&str>) -> Outcome<Vec<&'static str>> {
    let Some(name) = name else {
        return Ok(RUNTIMES.to_vec());
    };
    let known = RUNTIMES.iter().find(|known| **known == name);
    known.map(|known| vec![*known]).ok_or_else(|| {
        Failure::usage(format!(
            "no runtime `{name}`; there are {}",
            RUNTIMES.join(", ")
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_checked_before_anything_is_built() {
        assert_eq!(seconds(Some("x")).expect_err("must fail").exit_code(), 2);
        assert_eq!(seconds(Some("0")).expect_err("must fail").exit_code(), 2);
        assert_eq!(
            runtimes(Some("toko")).expect_err("must fail").exit_code(),
            2
        );
        assert_eq!(runtimes(Some("smol")).expect("is one"), ["smol"]);
    }
}
