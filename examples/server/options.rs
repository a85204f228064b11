//! The command line.

use std::fmt;

use anyrt::{Backend, UnknownBackend};

use crate::measure::Kind;
use crate::strategy::{Strategy, UnknownStrategy};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Measures four ways to serve many clients against each other, on every runtime that
is compiled in, and prints tables.

Usage: server [OPTIONS]

  --strategy NAME  only this: sequential, poll-all, poll-woken or spawned
  --backend NAME   only this runtime: tokio, async-std or smol
  --measure NAME   only this: story, crowd or blocking
  --rounds N       how often each is measured, in turn with the others; the tables
                   have medians (default: 5)
  --help           print this

What is measured is told in examples/server/README.md. It takes about two minutes.";

/// What to do.
#[derive(Debug)]
pub(crate) enum Invocation {
    /// Print the help.
    Help,
    /// Measure.
    Measure(Options),
}

/// What to measure.
#[derive(Debug)]
pub(crate) struct Options {
    /// The only strategy, if one was chosen.
    pub(crate) strategy: Option<Strategy>,
    /// The only runtime, if one was chosen.
    pub(crate) backend: Option<Backend>,
    /// The only table, if one was chosen.
    pub(crate) measure: Option<Kind>,
    /// How often.
    pub(crate) rounds: usize,
}

/// What is wrong with the command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum UsageError {
    /// There is no such option.
    Unknown(String),
    /// The option lacks its value.
    Missing(String),
    /// There is no such runtime.
    Backend(UnknownBackend),
    /// There is no such strategy.
    Strategy(UnknownStrategy),
    /// There is no such table.
    Measure(String),
    /// It is no number of rounds.
    Rounds(String),
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(option) => write!(f, "unknown option '{option}'"),
            Self::Missing(option) => write!(f, "option '{option}' needs a value"),
            Self::Backend(error) => error.fmt(f),
            Self::Strategy(error) => error.fmt(f),
            Self::Measure(value) => {
                let names = Kind::ALL.map(Kind::name).join(", ");
                write!(f, "nothing to measure is '{value}'; there are {names}")
            }
            Self::Rounds(value) => write!(f, "'{value}' is no number of rounds"),
        }
    }
}

impl std::error::Error for UsageError {}

/// Reads the arguments that follow the program's name.
///
/// # Errors
///
/// What is wrong with the first argument that is.
pub(crate) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Invocation, UsageError> {
    let mut options = Options {
        strategy: None,
        backend: None,
        measure: None,
        rounds: 5,
    };
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        if matches!(argument.as_str(), "--help" | "-h") {
            return Ok(Invocation::Help);
        }
        let (option, attached) = match argument.split_once('=') {
            Some((option, value)) => (option.to_owned(), Some(value.to_owned())),
            None => (argument, None),
        };
        if !["--strategy", "--backend", "--measure", "--rounds"].contains(&option.as_str()) {
            return Err(UsageError::Unknown(option));
        }
        let Some(value) = attached.or_else(|| arguments.next()) else {
            return Err(UsageError::Missing(option));
        };
        match option.as_str() {
            "--strategy" => options.strategy = Some(value.parse().map_err(UsageError::Strategy)?),
            "--backend" => options.backend = Some(value.parse().map_err(UsageError::Backend)?),
            "--measure" => {
                let mut kinds = Kind::ALL.into_iter();
                let found = kinds.find(|kind| kind.name() == value);
                options.measure = Some(found.ok_or(UsageError::Measure(value))?);
            }
            _ => match value.parse() {
                Ok(rounds @ 1..) => options.rounds = rounds,
                _ => return Err(UsageError::Rounds(value)),
            },
        }
    }
    Ok(Invocation::Measure(options))
}

#[cfg(test)]
mod tests {
    use super::{HELP, Invocation, Options, UsageError, parse};
    use crate::measure::Kind;
    use crate::strategy::Strategy;

    fn options(arguments: &[&str]) -> Result<Options, UsageError> {
        match parse(arguments.iter().map(ToString::to_string))? {
            Invocation::Measure(options) => Ok(options),
            Invocation::Help => panic!("asked for help"),
        }
    }

    #[test]
    fn everything_is_read() {
        let read = options(&["--strategy=poll-all", "--measure", "crowd", "--rounds", "9"]);
        let read = read.expect("good arguments");
        assert_eq!(read.strategy, Some(Strategy::PollAll));
        assert_eq!(read.measure, Some(Kind::Crowd));
        assert_eq!((read.rounds, read.backend), (9, None));
        for backend in anyrt::Backend::available() {
            let read = options(&["--backend", backend.name()]).expect("good arguments");
            assert_eq!(read.backend, Some(*backend));
        }
    }

    #[test]
    fn bad_arguments_are_named() {
        let message = |arguments| options(arguments).expect_err("bad arguments").to_string();
        assert_eq!(message(&["--round", "1"]), "unknown option '--round'");
        assert_eq!(message(&["--rounds"]), "option '--rounds' needs a value");
        assert_eq!(message(&["--rounds=0"]), "'0' is no number of rounds");
        assert_eq!(
            message(&["--strategy=x"]),
            "no strategy 'x'; there are sequential, poll-all, poll-woken, spawned"
        );
        assert_eq!(
            message(&["--measure=x"]),
            "nothing to measure is 'x'; there are story, crowd, blocking"
        );
        assert!(matches!(
            options(&["--backend=x"]),
            Err(UsageError::Backend(_))
        ));
    }

    #[test]
    fn the_help_names_every_choice() {
        assert!(matches!(parse(["--help".to_owned()]), Ok(Invocation::Help)));
        let names = Strategy::ALL.map(Strategy::name);
        for name in names.into_iter().chain(Kind::ALL.map(Kind::name)) {
            assert!(HELP.contains(name), "{name}");
        }
    }
}
