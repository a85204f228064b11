use std::{path::PathBuf, time::Duration};

use crate::{
    case::{Case, Operation, Runtime, Variant},
    compare::Plan,
};

pub(crate) const HELP: &str = "\
Compares each runtime used directly with the same through anyrt, static and erased.

usage: overhead [--quick] [--rounds N] [--only NAMES] [--no-count] [--write FILE]
       overhead --count RUNTIME OPERATION VARIANT N

  --quick        7 short rounds instead of 31
  --rounds N     N rounds
  --only NAMES   only these runtimes and operations, separated by commas
  --no-count     no instruction counts, which need valgrind and most of the time
  --write FILE   write the tables to FILE; docs/bench/overhead.md by default, unless the run is partial
                 (--quick, --rounds, --only or --no-count)
  --count ...    do the operation N times and exit: what callgrind is run on

runtimes:   tokio, smol, smol-owned, async-std
operations: echo, stream, connect, spawn, sleep, sleep-entered, sleep-outside
variants:   direct, static, erased";

const WHOLE_RUN: &str = "docs/bench/overhead.md";

/// What the words on the command line ask for.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Compare(Options),
    Measure {
        case: Case,
        variant: Variant,
        times: u64,
    },
    Count {
        case: Case,
        variant: Variant,
        times: u64,
    },
}

#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) cases: Vec<Case>,
    pub(crate) plan: Plan,
    pub(crate) count: bool,
    pub(crate) write: Option<PathBuf>,
}

/// Reads the command line.
pub(crate) fn parse(words: &[String]) -> Result<Command, String> {
    let mut words = words.iter().map(String::as_str);
    let mut options = Options {
        cases: Case::all().collect(),
        plan: Plan {
            rounds: 31,
            block: Duration::from_millis(30),
        },
        count: true,
        write: None,
    };
    let mut rounds = None;
    let mut partial = false;
    while let Some(word) = words.next() {
        let mut next = || words.next().ok_or_else(|| format!("`{word}` lacks a word"));
        match word {
            "--help" | "-h" => return Ok(Command::Help),
            "--quick" => {
                options.plan.rounds = 7;
                options.plan.block = Duration::from_millis(10);
                partial = true;
            }
            "--rounds" => {
                rounds = Some(number(next()?)?);
                partial = true;
            }
            "--only" => {
                options.cases = only(next()?)?;
                partial = true;
            }
            "--no-count" => {
                options.count = false;
                partial = true;
            }
            "--write" => options.write = Some(next()?.into()),
            "--measure" => {
                let (case, variant, times) = block(next)?;
                return Ok(Command::Measure {
                    case,
                    variant,
                    times,
                });
            }
            "--count" => {
                let (case, variant, times) = block(next)?;
                return Ok(Command::Count {
                    case,
                    variant,
                    times,
                });
            }
            _ => return Err(format!("unknown argument `{word}`")),
        }
    }
    if let Some(rounds) = rounds {
        options.plan.rounds = rounds;
    }
    if options.plan.rounds == 0 {
        return Err("there must be a round at least".to_owned());
    }
    if !partial && options.write.is_none() {
        options.write = Some(WHOLE_RUN.into());
    }
    Ok(Command::Compare(options))
}

fn number<T: std::str::FromStr>(word: &str) -> Result<T, String> {
    word.parse()
        .map_err(|_| format!("`{word}` is not a number"))
}

/// Reads `RUNTIME OPERATION VARIANT N`.
fn block<'a>(
    mut next: impl FnMut() -> Result<&'a str, String>,
) -> Result<(Case, Variant, u64), String> {
    let case = case(next()?, next()?)?;
    let variant = named(&Variant::ALL, Variant::name, next()?)?;
    Ok((case, variant, number(next()?)?))
}

fn case(runtime: &str, operation: &str) -> Result<Case, String> {
    let case = Case {
        runtime: named(&Runtime::ALL, Runtime::name, runtime)?,
        operation: named(&Operation::ALL, Operation::name, operation)?,
    };
    match Case::all().any(|any| any == case) {
        true => Ok(case),
        false => Err(format!("there is no `{case}`")),
    }
}

fn named<T: Copy>(all: &[T], name: fn(T) -> &'static str, word: &str) -> Result<T, String> {
    let found = all.iter().copied().find(|thing| name(*thing) == word);
    found.ok_or_else(|| {
        let names: Vec<&str> = all.iter().copied().map(name).collect();
        format!("`{word}` is none of {}", names.join(", "))
    })
}

/// The cases whose runtime and whose operation are named; if none of a kind is named, all are.
fn only(names: &str) -> Result<Vec<Case>, String> {
    let (mut runtimes, mut operations) = (Vec::new(), Vec::new());
    for name in names.split(',') {
        match named(&Runtime::ALL, Runtime::name, name) {
            Ok(runtime) => runtimes.push(runtime),
            Err(_) => match named(&Operation::ALL, Operation::name, name) {
                Ok(operation) => operations.push(operation),
                Err(_) => return Err(format!("`{name}` is no runtime and no operation")),
            },
        }
    }
    let cases: Vec<Case> = Case::all()
        .filter(|case| runtimes.is_empty() || runtimes.contains(&case.runtime))
        .filter(|case| operations.is_empty() || operations.contains(&case.operation))
        .collect();
    match cases.is_empty() {
        true => Err(format!("`{names}` names no case")),
        false => Ok(cases),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&words)
    }

    fn options(line: &str) -> Options {
        match parsed(line) {
            Ok(Command::Compare(options)) => options,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_whole_run_is_written_and_a_partial_one_is_not() {
        assert_eq!(options("").write, Some(WHOLE_RUN.into()));
        assert_eq!(options("").cases.len(), 25);
        for line in ["--quick", "--rounds 9", "--only smol", "--no-count"] {
            assert_eq!(options(line).write, None, "{line}");
        }
        assert_eq!(options("--quick --write a.md").write, Some("a.md".into()));
    }

    #[test]
    fn only_takes_what_is_named() {
        assert_eq!(options("--only tokio,echo").cases.len(), 1);
        assert_eq!(options("--only echo,stream").cases.len(), 8);
        assert_eq!(options("--only tokio").cases.len(), 7);
    }

    #[test]
    fn rounds_win_over_quick_in_either_order() {
        assert_eq!(options("--rounds 5 --quick").plan.rounds, 5);
        assert_eq!(options("--quick --rounds 5").plan.rounds, 5);
    }

    #[test]
    fn nonsense_is_refused() {
        for line in [
            "--fast",
            "--rounds",
            "--rounds x",
            "--rounds 0",
            "--only java",
            "--only smol,sleep-entered",
            "--count tokio echo direct",
            "--count smol sleep-entered direct 1",
            "extra",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
    }
}
