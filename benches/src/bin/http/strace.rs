//! System calls, counted by strace around each server.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs, io,
    process::{Command, Stdio},
    time::Duration,
};

use anyrt_benches::out;
use tokio::task::LocalSet;

use crate::{
    client::Load, flavour::Flavour, options::Options, rounds::runtime, servers::Server,
    workload::Workload,
};

/// The calls of one server for one request, by their names.
pub(crate) type Calls = BTreeMap<String, f64>;

/// For each workload and server, what strace has counted; nothing where it is not installed.
pub(crate) fn count(options: &Options) -> io::Result<Vec<(Workload, Flavour, Calls)>> {
    let mut counted = Vec::new();
    if !is_installed() {
        out::note("strace is not installed: system calls are not counted");
        return Ok(counted);
    }
    for workload in options.workloads() {
        out::note(&format!("system calls of {} ...", workload.name()));
        for flavour in Flavour::ALL {
            // What starting and connecting takes is the same in both runs.
            let (few, many) = match workload.path() {
                "/small" => (500, 4500),
                _ => (20, 120),
            };
            let (low, asked_low) = calls(workload, flavour, few)?;
            let (high, asked_high) = calls(workload, flavour, many)?;
            let asked = f64::from(asked_high - asked_low);
            let each = high
                .into_iter()
                .map(|(name, count)| {
                    let before = low.get(&name).copied().unwrap_or(0.0);
                    (name, (count - before).max(0.0) / asked)
                })
                .collect();
            counted.push((workload, flavour, each));
        }
    }
    Ok(counted)
}

fn is_installed() -> bool {
    let mut command = Command::new("strace");
    command
        .arg("-V")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Counts the calls of a server from its start to its end, with so many requests in between.
fn calls(workload: Workload, flavour: Flavour, requests: u32) -> io::Result<(Calls, u32)> {
    let file = std::env::temp_dir().join(format!("anyrt-strace-{}", std::process::id()));
    let words = ["strace", "-f", "-c", "-o"].map(OsStr::new);
    let words = [&words[..], &[file.as_os_str()]].concat();
    let server = Server::start(flavour, &words)?;
    let runtime = runtime()?;
    let tasks = LocalSet::new();
    let connect = Load::connect(server.addresses, workload);
    let mut load = runtime.block_on(tasks.run_until(connect))?;
    let taken = load.run(&runtime, &tasks, Duration::from_secs(60), requests)?;
    drop(load);
    server.stop()?;
    let text = fs::read_to_string(&file)?;
    fs::remove_file(&file)?;
    Ok((parse(&text), taken.requests))
}

/// Reads the summary of strace: a line for each call, with its count in the fourth column and its name in the
/// last.
fn parse(text: &str) -> Calls {
    let lines = text.lines().filter_map(|line| {
        let words: Vec<_> = line.split_whitespace().collect();
        let (count, name) = (words.get(3)?.parse().ok()?, *words.last()?);
        (name != "total").then(|| (name.to_owned(), count))
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_read() {
        let text = "% time     seconds  usecs/call     calls    errors syscall\n\
                    ------ ----------- ----------- --------- --------- ----------------\n \
                    66.67    0.000002           0        25         3 read\n \
                    33.33    0.000001           0         7           writev\n\
                    ------ ----------- ----------- --------- --------- ----------------\n\
                    100.00    0.000003           0        32         3 total\n";
        let calls = parse(text);
        assert_eq!(calls.len(), 2);
        assert!((calls["read"] - 25.0).abs() < 0.1 && (calls["writev"] - 7.0).abs() < 0.1);
    }
}
