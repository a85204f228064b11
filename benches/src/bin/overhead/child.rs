//! One block, measured in a process of its own.

use std::{
    io,
    process::{Command, Stdio},
};

use anyrt_benches::{Block, Sample, out};

use crate::{
    case::{Case, Variant},
    setup,
};

/// What makes every runtime have one thread.
pub(crate) const ONE_THREAD: [(&str, &str); 2] =
    [("SMOL_THREADS", "1"), ("ASYNC_STD_THREAD_COUNT", "1")];

/// Sets a variant up, warms it up, measures a block, and prints the sample: what the child does.
pub(crate) fn measure(case: Case, variant: Variant, times: u64) -> io::Result<()> {
    let mut block = setup::block(case, variant)?;
    block(times / 2 + 1)?;
    let sample = block(times)?;
    out::line(&format!("{} {}", sample.nanos, sample.allocations));
    Ok(())
}

/// Makes a block that is measured in a new process each time.
pub(crate) fn remote(case: Case, variant: Variant) -> Block {
    Box::new(move |times| {
        let output = Command::new(std::env::current_exe()?)
            .args(words("--measure", case, variant, times))
            .envs(ONE_THREAD)
            .stderr(Stdio::inherit())
            .output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        if !output.status.success() {
            let name = variant.name();
            return Err(io::Error::other(format!("{case} {name} {}", output.status)));
        }
        sample(&text).ok_or_else(|| io::Error::other(format!("no sample in `{text}`")))
    })
}

/// The command line of a child.
pub(crate) fn words(flag: &str, case: Case, variant: Variant, times: u64) -> Vec<String> {
    let Case { runtime, operation } = case;
    let names = [flag, runtime.name(), operation.name(), variant.name()];
    let names = names.into_iter().map(str::to_owned);
    names.chain([times.to_string()]).collect()
}

fn sample(text: &str) -> Option<Sample> {
    let (nanos, allocations) = text.trim().split_once(' ')?;
    Some(Sample::new(nanos.parse().ok()?, allocations.parse().ok()?))
}
