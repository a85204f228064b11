use std::{path::PathBuf, time::Duration};

use crate::compare::Plan;

pub(crate) const HELP: &str = "\
Compares the combinators with those of other crates.

usage: combinators [--quick] [--only NAMES] [--write FOLDER]

  --quick         5 short rounds instead of 15
  --only NAMES    only these operations, separated by commas
  --write FOLDER  write table and plots to FOLDER; docs/bench by default, unless the run is partial

operations: join, join-ready, try_join, race, set-woken, set-ready, set-churn, merge, zip, chain,
            concurrent, forward, forward-numbers, copy, lines, timeout, token";

const WHOLE_RUN: &str = "docs/bench";

/// What the words on the command line ask for.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) plan: Plan,
    pub(crate) only: Option<Vec<String>>,
    pub(crate) write: Option<PathBuf>,
}

impl Options {
    /// Reads the command line; `None` if help is wanted.
    pub(crate) fn parse(words: &[String]) -> Result<Option<Self>, String> {
        let mut options = Self {
            plan: Plan {
                rounds: 15,
                block: Duration::from_millis(10),
            },
            only: None,
            write: None,
        };
        let mut is_partial = false;
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            let mut next = || words.next().ok_or_else(|| format!("`{word}` lacks a word"));
            match word {
                "--help" | "-h" => return Ok(None),
                "--quick" => {
                    options.plan.rounds = 5;
                    options.plan.block = Duration::from_millis(3);
                    is_partial = true;
                }
                "--only" => {
                    let names = next()?.split(',').map(str::to_owned).collect();
                    options.only = Some(names);
                    is_partial = true;
                }
                "--write" => options.write = Some(next()?.into()),
                _ => return Err(format!("unknown argument `{word}`")),
            }
        }
        if !is_partial && options.write.is_none() {
            options.write = Some(WHOLE_RUN.into());
        }
        Ok(Some(options))
    }

    /// Says which of the names that are asked for there are not.
    pub(crate) fn unknown(&self, known: &[&str]) -> Option<&str> {
        let mut asked = self.only.iter().flatten().map(String::as_str);
        asked.find(|name| !known.contains(name))
    }

    pub(crate) fn wants(&self, name: &str) -> bool {
        let only = self.only.as_ref();
        only.is_none_or(|names| names.iter().any(|wanted| wanted == name))
    }
}
