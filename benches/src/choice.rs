use std::{io, path::PathBuf, process::ExitCode};

use crate::out;

/// What the words on the command line of a measurement ask for that has named operations.
#[derive(Debug)]
#[non_exhaustive]
pub struct Choice {
    /// How many rounds.
    pub rounds: usize,
    /// The folder for the page, unless the run is partial and nobody named one.
    pub write: Option<PathBuf>,
    only: Option<Vec<String>>,
}

impl Choice {
    /// Does what the words on the command line of the process ask `program` for: prints `help`, or runs `measure`.
    pub fn run(
        program: &str,
        help: &str,
        rounds: usize,
        names: &[&str],
        measure: impl FnOnce(&Self) -> io::Result<()>,
    ) -> ExitCode {
        let words: Vec<String> = std::env::args().skip(1).collect();
        let choice = match Self::parse(&words, rounds, names) {
            Ok(Some(choice)) => choice,
            Ok(None) => {
                out::line(help);
                return ExitCode::SUCCESS;
            }
            Err(error) => {
                out::note(&format!("{program}: {error}; see --help"));
                return ExitCode::from(2);
            }
        };
        match measure(&choice) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                out::note(&format!("{program}: {error}"));
                ExitCode::FAILURE
            }
        }
    }

    /// Reads `--rounds N`, `--only NAMES` and `--write FOLDER`; `None` if help is wanted.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the words, among them a name that is not in `names`.
    fn parse(words: &[String], rounds: usize, names: &[&str]) -> Result<Option<Self>, String> {
        let mut choice = Self {
            rounds,
            write: None,
            only: None,
        };
        let mut is_partial = false;
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            let mut next = || words.next().ok_or_else(|| format!("`{word}` lacks a word"));
            match word {
                "--help" | "-h" => return Ok(None),
                "--rounds" => {
                    let number = next()?;
                    choice.rounds = match number.parse() {
                        Ok(rounds) if rounds > 0 => rounds,
                        _ => return Err(format!("`{number}` is no number of rounds")),
                    };
                    is_partial = true;
                }
                "--only" => {
                    let only: Vec<_> = next()?.split(',').map(str::to_owned).collect();
                    if let Some(name) = only.iter().find(|name| !names.contains(&name.as_str())) {
                        return Err(format!("there is no operation `{name}`"));
                    }
                    choice.only = Some(only);
                    is_partial = true;
                }
                "--write" => choice.write = Some(next()?.into()),
                _ => return Err(format!("unknown argument `{word}`")),
            }
        }
        if !is_partial && choice.write.is_none() {
            choice.write = Some("docs/bench".into());
        }
        Ok(Some(choice))
    }

    /// Returns whether an operation is asked for.
    #[must_use]
    pub fn wants(&self, name: &str) -> bool {
        let only = self.only.as_ref();
        only.is_none_or(|names| names.iter().any(|wanted| wanted == name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Option<Choice>, String> {
        let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        Choice::parse(&words, 31, &["read", "write"])
    }

    #[test]
    fn a_whole_run_is_written_down() {
        let choice = parse("").expect("good words").expect("no help");
        assert_eq!(choice.rounds, 31);
        assert_eq!(choice.write, Some("docs/bench".into()));
        assert!(choice.wants("read") && choice.wants("write"));
    }

    #[test]
    fn a_partial_run_is_not_unless_asked_for() {
        let choice = parse("--only write --rounds 5")
            .expect("good words")
            .expect("no help");
        assert_eq!((choice.rounds, choice.write.as_ref()), (5, None));
        assert!(choice.wants("write") && !choice.wants("read"));
        let choice = parse("--only write --write there")
            .expect("good words")
            .expect("no help");
        assert_eq!(choice.write, Some("there".into()));
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (line, expected) in [
            ("--only rea", "there is no operation `rea`"),
            ("--rounds 0", "`0` is no number of rounds"),
            ("--rounds", "`--rounds` lacks a word"),
            ("fast", "unknown argument `fast`"),
        ] {
            assert_eq!(parse(line).expect_err(line), expected);
        }
        assert!(parse("--help").expect("good words").is_none());
    }
}
