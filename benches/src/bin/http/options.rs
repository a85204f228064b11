use std::path::PathBuf;

use crate::{flavour::Flavour, workload::Workload};

pub(crate) const HELP: &str = "\
Compares a service of hyper on tokio by hyper-util's own means with the same through anyrt-hyper.

usage: http [--rounds N] [--milliseconds N] [--only NAMES] [--write FOLDER]

  --rounds N        how many rounds; 31 by default
  --milliseconds N  how long each server is loaded in a round; 100 by default
  --only NAMES      only these workloads, separated by commas
  --write FOLDER    write the table to FOLDER; docs/bench by default, unless the run is partial

workloads: http1, http2, http1-1m, http2-1m

System calls are counted where strace is installed.";

#[derive(Debug)]
pub(crate) enum Task {
    Help,
    /// Be one of the servers; the word is for this program's own use.
    Serve(Flavour),
    Measure(Options),
}

#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) rounds: usize,
    pub(crate) milliseconds: u64,
    only: Option<Vec<String>>,
    pub(crate) write: Option<PathBuf>,
}

impl Options {
    pub(crate) fn parse(words: &[String]) -> Result<Task, String> {
        let mut options = Self {
            rounds: 31,
            milliseconds: 100,
            only: None,
            write: None,
        };
        let mut is_partial = false;
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            let mut next = || words.next().ok_or_else(|| format!("`{word}` lacks a word"));
            match word {
                "--help" | "-h" => return Ok(Task::Help),
                "--serve" => {
                    let name = next()?;
                    let flavour = Flavour::ALL.into_iter().find(|one| one.name() == name);
                    return flavour
                        .map(Task::Serve)
                        .ok_or_else(|| format!("there is no server `{name}`"));
                }
                "--rounds" => {
                    options.rounds = number(next()?)?;
                    is_partial = true;
                }
                "--milliseconds" => {
                    options.milliseconds = number(next()?)?;
                    is_partial = true;
                }
                "--only" => {
                    let names: Vec<_> = next()?.split(',').map(str::to_owned).collect();
                    let is_known = |name: &String| Workload::ALL.iter().any(|w| w.name() == name);
                    if let Some(name) = names.iter().find(|name| !is_known(name)) {
                        return Err(format!("there is no workload `{name}`"));
                    }
                    options.only = Some(names);
                    is_partial = true;
                }
                "--write" => options.write = Some(next()?.into()),
                _ => return Err(format!("unknown argument `{word}`")),
            }
        }
        if options.rounds == 0 || options.milliseconds == 0 {
            return Err("there is nothing to measure".to_owned());
        }
        if !is_partial && options.write.is_none() {
            options.write = Some("docs/bench".into());
        }
        Ok(Task::Measure(options))
    }

    pub(crate) fn workloads(&self) -> Vec<Workload> {
        let only = self.only.as_ref();
        let wanted =
            |one: &Workload| only.is_none_or(|names| names.iter().any(|name| name == one.name()));
        Workload::ALL.into_iter().filter(wanted).collect()
    }
}

fn number<T: std::str::FromStr>(word: &str) -> Result<T, String> {
    word.parse().map_err(|_| format!("`{word}` is no number"))
}
