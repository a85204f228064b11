use anyrt_benches::{Align, Interval, Machine, Table, locked_versions, median, median_interval};

use crate::{
    case::{Operation, Variant},
    compare::{Found, Plan},
    verdict::{self, ERASED_LIMIT, ERASED_SPAWN_ALLOCATIONS, STATIC_LIMIT},
};

const LOCK: &str = include_str!("../../../../Cargo.lock");

const METHOD: &str = "\
*Direct* is the runtime's own interface, *static* the same program through anyrt with a handle of known
type, *erased* through `AnyRuntime`. Each is a loop inside one task of the runtime (`sleep-outside`: in no
task), with both ends of a connection in that task, on one busy thread: tokio's current-thread runtime;
one thread of smol's and async-std's global executors (`smol`, `async-std`); one thread of a smol executor
that the program owns (`smol-owned`).

- `echo`: a round trip of 64 bytes; `stream`: 64 KiB written and read; both over a kept TCP connection
  on the loopback interface, with socket buffers of fixed size.
- `connect`: a TCP connection made, accepted and reset (no linger) on either side.
- `spawn`: a task spawned and joined.
- `sleep`: a sleep of one second made, polled once and dropped. `sleep-entered`: the bare code enters
  tokio's context each time, as code must that does not know where it is called. `sleep-outside`: outside
  of any context, where bare tokio must enter.
";

/// Writes everything down as Markdown.
pub(crate) fn text(found: &[Found], plan: Plan, counted: Result<&str, &str>) -> String {
    let counts = match counted {
        Ok(version) => format!(
            "## Instructions per operation\n\nCounted by {version} (callgrind), in user space alone: the difference\nbetween runs of N and 2N operations. What the kernel does is the same for all variants and not in\n\
             these ratios, which are therefore larger than those of time.\n\n{}",
            instructions(found)
        ),
        Err(reason) => format!("## Instructions per operation\n\n{reason}\n"),
    };
    [
        "# What anyrt costs over the bare runtime\n".to_owned(),
        "Written by `cargo xtask bench overhead`.\n".to_owned(),
        format!("{}\n- {}\n", Machine::look(), versions()),
        METHOD.to_owned(),
        format!("{}\n", how(plan)),
        format!("## Time\n\n{}", time(found)),
        "Targets: static within 3% of direct; reads and writes of the erased form within 10%. *met*: all of\n\
         the interval is within; *met, interval*: part of it is; *met, count*: the ratio of instructions is;\n\
         *unclear*: the interval is too wide to tell, and that ratio is not within.\n"
            .to_owned(),
        format!("## Allocations per operation\n\n{}", allocations(found)),
        "Targets: static not one more than direct; an erased spawn three more at most.\n".to_owned(),
        counts,
    ]
    .join("\n")
}

fn how(Plan { rounds, block }: Plan) -> String {
    format!(
        "{rounds} rounds; in each, one block of about {} ms of each variant, in rotating order, every block\n\
         after a warm-up and in a process of its own. Times are medians over the rounds. Ratios are medians\n\
         of the ratios within a round; in brackets an interval that holds the true median with at least 95%\n\
         confidence (order statistics, by the binomial distribution). Allocations are those of the busy\n\
         thread, in the round that had the fewest.",
        block.as_millis()
    )
}

fn versions() -> String {
    locked_versions(LOCK, &["tokio", "smol", "async-std", "async-io"])
}

fn time(found: &[Found]) -> String {
    let mut table = Table::new(&[
        ("runtime", Align::Left),
        ("operation", Align::Left),
        ("direct ns", Align::Right),
        ("static/direct", Align::Right),
        ("erased/direct", Align::Right),
        ("static within 3%", Align::Left),
        ("erased within 10%", Align::Left),
    ]);
    for found in found {
        let direct: Vec<f64> = found.measured.rounds.iter().map(|round| round[0]).collect();
        let (fixed, fixed_interval) = ratios(found, Variant::Static);
        let (erased, erased_interval) = ratios(found, Variant::Erased);
        let counts = |variant| count_ratio(found, variant);
        let by_erased = match found.case.operation.moves_bytes() {
            true => verdict::ratio(erased_interval, counts(Variant::Erased), ERASED_LIMIT),
            false => "-",
        };
        let mut row = names(found);
        row.extend([
            format!("{:.0}", median(&direct)),
            with_interval(fixed, fixed_interval),
            with_interval(erased, erased_interval),
            verdict::ratio(fixed_interval, counts(Variant::Static), STATIC_LIMIT).to_owned(),
            by_erased.to_owned(),
        ]);
        table.row(row);
    }
    table.render()
}

fn allocations(found: &[Found]) -> String {
    let mut table = Table::new(&[
        ("runtime", Align::Left),
        ("operation", Align::Left),
        ("direct", Align::Right),
        ("static", Align::Right),
        ("erased", Align::Right),
        ("static", Align::Left),
        ("erased", Align::Left),
    ]);
    for found in found {
        let [direct, fixed, erased] = found.measured.allocations;
        let by_erased = match found.case.operation {
            Operation::Spawn => verdict::allocations(direct, erased, ERASED_SPAWN_ALLOCATIONS),
            _ => "-",
        };
        let mut row = names(found);
        row.extend([direct, fixed, erased].map(|count| format!("{count:.2}")));
        row.push(verdict::allocations(direct, fixed, 0.0).to_owned());
        row.push(by_erased.to_owned());
        table.row(row);
    }
    table.render()
}

fn instructions(found: &[Found]) -> String {
    let mut table = Table::new(&[
        ("runtime", Align::Left),
        ("operation", Align::Left),
        ("direct", Align::Right),
        ("static", Align::Right),
        ("erased", Align::Right),
        ("static/direct", Align::Right),
        ("erased/direct", Align::Right),
    ]);
    for found in found {
        let Some(counts) = found.instructions else {
            continue;
        };
        let mut row = names(found);
        row.extend(counts.map(|count| format!("{count:.0}")));
        row.extend(
            counts[1..]
                .iter()
                .map(|count| format!("{:.3}", count / counts[0])),
        );
        table.row(row);
    }
    table.render()
}

fn names(found: &Found) -> Vec<String> {
    let names = [found.case.runtime.name(), found.case.operation.name()];
    names.map(str::to_owned).to_vec()
}

/// The median of a variant's ratio to the bare runtime, and where it lies.
fn ratios(found: &Found, variant: Variant) -> (f64, Interval) {
    let index = variant as usize;
    let ratios = found.measured.rounds.iter();
    let ratios: Vec<f64> = ratios.map(|round| round[index] / round[0]).collect();
    (median(&ratios), median_interval(&ratios))
}

fn count_ratio(found: &Found, variant: Variant) -> Option<f64> {
    let counts = found.instructions?;
    Some(counts[variant as usize] / counts[0])
}

fn with_interval(ratio: f64, Interval { low, high, .. }: Interval) -> String {
    format!("{ratio:.3} [{low:.3}, {high:.3}]")
}
