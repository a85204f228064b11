use std::{fs, io, path::Path, time::Duration};

use anyrt_benches::{Callgrind, Measured, measure, out};

use crate::{
    case::{Case, Variant},
    child::{self, ONE_THREAD},
    options::Options,
    report,
};

/// How much to measure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) rounds: usize,
    /// The length of a block.
    pub(crate) block: Duration,
}

/// What was found out about a case; arrays are by variant.
pub(crate) struct Found {
    pub(crate) case: Case,
    pub(crate) measured: Measured<3>,
    /// Instructions per operation.
    pub(crate) instructions: Option<[f64; 3]>,
}

/// Measures the cases, prints the tables, and writes them if asked to.
pub(crate) fn run(options: &Options) -> io::Result<()> {
    let mut found = Vec::with_capacity(options.cases.len());
    let all = options.cases.len();
    for (index, case) in options.cases.iter().enumerate() {
        out::note(&format!("measuring {case} ({} of {all})", index + 1));
        let blocks = Variant::ALL.map(|variant| child::remote(*case, variant));
        found.push(Found {
            case: *case,
            measured: measure(blocks, options.plan.rounds, options.plan.block)?,
            instructions: None,
        });
    }
    let counted = match options.count {
        true => count(&mut found)?,
        false => Err("instruction counts were left out (`--no-count`)".to_owned()),
    };
    let report = report::text(
        &found,
        options.plan,
        counted.as_deref().map_err(String::as_str),
    );
    out::line(&report);
    if let Some(path) = &options.write {
        write(path, &report)?;
        out::note(&format!("wrote {}", path.display()));
    }
    Ok(())
}

/// Counts instructions, and gives the name of what counted them, or the reason why nothing did.
fn count(found: &mut [Found]) -> io::Result<Result<String, String>> {
    let callgrind = match Callgrind::find() {
        Ok(callgrind) => callgrind,
        Err(error) => {
            let message = format!("instructions were not counted: {error}");
            out::note(&message);
            return Ok(Err(message));
        }
    };
    let program = std::env::current_exe()?;
    let all = found.len();
    for (index, found) in found.iter_mut().enumerate() {
        let case = found.case;
        out::note(&format!("counting {case} ({} of {all})", index + 1));
        let times = case.operation.times_to_count();
        let mut counts = [0.0; 3];
        for (count, variant) in counts.iter_mut().zip(Variant::ALL) {
            let run = |times| {
                let words = child::words("--count", case, variant, times);
                callgrind.count(program.as_os_str(), &words, &ONE_THREAD)
            };
            // What is there once, such as starting the program, is in both.
            let (once, twice) = (run(times)?, run(2 * times)?);
            *count = per_operation(twice.saturating_sub(once), times);
        }
        found.instructions = Some(counts);
    }
    Ok(Ok(callgrind.version().to_owned()))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of instructions are far below 2^52"
)]
fn per_operation(total: u64, times: u64) -> f64 {
    total as f64 / times as f64
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
