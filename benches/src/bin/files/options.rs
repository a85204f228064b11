use std::path::PathBuf;

pub(crate) const HELP: &str = "\
Compares files and programs through anyrt with those of the bare runtimes.

usage: files [--rounds N] [--only NAMES] [--write FOLDER]

  --rounds N      how many rounds; 31 by default
  --only NAMES    only these operations, separated by commas
  --write FOLDER  write the table to FOLDER; docs/bench by default, unless the run is partial

operations: write-64k, write-512, write-1m, read-64k, read-4k, read-file, write-file, open, output-1m,
            output-none";

/// What the words on the command line ask for.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) rounds: usize,
    only: Option<Vec<String>>,
    pub(crate) write: Option<PathBuf>,
}

impl Options {
    /// Reads the command line; `None` if help is wanted.
    pub(crate) fn parse(words: &[String]) -> Result<Option<Self>, String> {
        let mut options = Self {
            rounds: 31,
            only: None,
            write: None,
        };
        let mut is_partial = false;
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            let mut next = || words.next().ok_or_else(|| format!("`{word}` lacks a word"));
            match word {
                "--help" | "-h" => return Ok(None),
                "--rounds" => {
                    let number = next()?;
                    options.rounds = number
                        .parse()
                        .map_err(|_| format!("`{number}` is no number of rounds"))?;
                    is_partial = true;
                }
                "--only" => {
                    let names: Vec<_> = next()?.split(',').map(str::to_owned).collect();
                    if let Some(name) = names.iter().find(|name| !HELP.contains(name.as_str())) {
                        return Err(format!("there is no operation `{name}`"));
                    }
                    options.only = Some(names);
                    is_partial = true;
                }
                "--write" => options.write = Some(next()?.into()),
                _ => return Err(format!("unknown argument `{word}`")),
            }
        }
        if !is_partial && options.write.is_none() {
            options.write = Some("docs/bench".into());
        }
        Ok(Some(options))
    }

    pub(crate) fn wants(&self, name: &str) -> bool {
        let only = self.only.as_ref();
        only.is_none_or(|names| names.iter().any(|wanted| wanted == name))
    }
}
