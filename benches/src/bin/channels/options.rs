use std::{path::PathBuf, time::Duration};

use crate::{compare::Plan, entrant::Entrant};

pub(crate) const HELP: &str = "\
Compares channels with those of other crates.

usage: channels [--quick] [--rounds N] [--only WORDS] [--of LIBRARIES] [--write FOLDER]

  --quick         5 short rounds instead of 15
  --rounds N      so many rounds
  --only WORDS    only rows of these, separated by commas: a scenario, a place, a capacity, a size (8B),
                  or a whole name such as \"1p1c one-thread 128 8B\"; words joined by + must all fit
  --of LIBRARIES  only the channels of these libraries, separated by commas
  --write FOLDER  write table and plots to FOLDER; docs/bench by default, unless the run is partial

scenarios: 1p1c, 4p1c, 4p4c, backlog, pair, cancelled-recv, cancelled-send, 8000-senders, local-1p1c,
           local-pair, oneshot, oneshot-waited, broadcast-1, broadcast-4, broadcast-pair-1,
           broadcast-pair-4, watch, burst
places:    one-thread, two-workers, two-threads";

const WHOLE_RUN: &str = "docs/bench";

/// What the words on the command line ask for.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) plan: Plan,
    only: Option<Vec<String>>,
    of: Option<Vec<String>>,
    pub(crate) write: Option<PathBuf>,
}

impl Options {
    /// Reads the command line; `None` if help is wanted.
    pub(crate) fn parse(words: &[String]) -> Result<Option<Self>, String> {
        let mut options = Self {
            plan: Plan {
                rounds: 15,
                block: Duration::from_millis(8),
            },
            only: None,
            of: None,
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
                "--rounds" => {
                    let rounds = next()?.parse().ok().filter(|rounds| *rounds > 0);
                    options.plan.rounds = rounds.ok_or("`--rounds` takes a number")?;
                }
                "--only" => {
                    options.only = Some(list(next()?));
                    is_partial = true;
                }
                "--of" => {
                    options.of = Some(list(next()?));
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

    /// Whether a row of this name is wanted.
    pub(crate) fn wants(&self, name: &str) -> bool {
        let fits = |word: &str| name == word || name.split(' ').any(|part| part == word);
        let only = self.only.as_ref();
        only.is_none_or(|only| only.iter().any(|words| words.split('+').all(fits)))
    }

    /// Whether the channels of a library are wanted.
    pub(crate) fn wants_of(&self, entrant: &Entrant) -> bool {
        let of = self.of.as_ref();
        of.is_none_or(|of| of.iter().any(|library| library == entrant.library))
    }
}

fn list(words: &str) -> Vec<String> {
    words.split(',').map(str::to_owned).collect()
}
