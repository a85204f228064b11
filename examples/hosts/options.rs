//! The command line.

use std::fmt;
use std::path::PathBuf;

use anyrt::{Backend, UnknownBackend};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Prints the addresses of hosts: from a table if it names them, else as the system
finds them, on the asynchronous runtime of your choice.

Usage: hosts [OPTIONS] HOST[:PORT]...

  HOST[:PORT]     whom to look up (default for the port: 0)
  --table FILE    the table, in the form of a hosts file: an address, its names,
                  and # before a comment
  --entry LINE    one more line of the table; may be given several times
  --runtime NAME  the runtime: tokio, async-std or smol, as far as compiled in
                  (default: $ANYRT_RUNTIME, else the only one there is)
  --help          print this";

/// What to do.
#[derive(Debug)]
pub(crate) enum Invocation {
    /// Print the help.
    Help,
    /// Look names up.
    LookUp(Options),
}

/// What to look up, and where.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// The runtime, if one was chosen here.
    pub(crate) runtime: Option<Backend>,
    /// The file of the table.
    pub(crate) table: Option<PathBuf>,
    /// Lines of the table.
    pub(crate) entries: Vec<String>,
    /// The names, each with a port.
    pub(crate) names: Vec<(String, u16)>,
}

/// What is wrong with the command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum UsageError {
    /// There is no such option.
    Unknown(String),
    /// The option lacks its value.
    Missing(String),
    /// There is no name to look up.
    NoName,
    /// There is no such runtime.
    Runtime(UnknownBackend),
    /// What follows the name is no port.
    Port(String),
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(option) => write!(f, "unknown option '{option}'"),
            Self::Missing(option) => write!(f, "option '{option}' needs a value"),
            Self::NoName => f.write_str("there is no host to look up"),
            Self::Runtime(error) => error.fmt(f),
            Self::Port(value) => write!(f, "'{value}' is no port"),
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
    let mut options = Options::default();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        if !argument.starts_with('-') {
            options.names.push(read_name(&argument)?);
            continue;
        }
        if matches!(argument.as_str(), "--help" | "-h") {
            return Ok(Invocation::Help);
        }
        let (option, attached) = match argument.split_once('=') {
            Some((option, value)) => (option.to_owned(), Some(value.to_owned())),
            None => (argument, None),
        };
        if !matches!(option.as_str(), "--runtime" | "--table" | "--entry") {
            return Err(UsageError::Unknown(option));
        }
        let Some(value) = attached.or_else(|| arguments.next()) else {
            return Err(UsageError::Missing(option));
        };
        match option.as_str() {
            "--runtime" => options.runtime = Some(value.parse().map_err(UsageError::Runtime)?),
            "--table" => options.table = Some(value.into()),
            _ => options.entries.push(value),
        }
    }
    if options.names.is_empty() {
        return Err(UsageError::NoName);
    }
    Ok(Invocation::LookUp(options))
}

/// Reads a name with or without a port; an IPv6 address with a port is in brackets.
fn read_name(word: &str) -> Result<(String, u16), UsageError> {
    if let Some((host, port)) = word.strip_prefix('[').and_then(|word| word.split_once(']')) {
        let port = match port {
            "" => 0,
            port => read_port(port.strip_prefix(':').unwrap_or(port))?,
        };
        return Ok((host.to_owned(), port));
    }
    match word.split_once(':') {
        Some((host, port)) if !port.contains(':') => Ok((host.to_owned(), read_port(port)?)),
        _ => Ok((word.to_owned(), 0)),
    }
}

/// Reads a port.
fn read_port(word: &str) -> Result<u16, UsageError> {
    word.parse().map_err(|_| UsageError::Port(word.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{HELP, Invocation, Options, UsageError, parse};

    fn options(arguments: &[&str]) -> Result<Options, UsageError> {
        match parse(arguments.iter().map(ToString::to_string))? {
            Invocation::LookUp(options) => Ok(options),
            Invocation::Help => panic!("asked for help"),
        }
    }

    #[test]
    fn everything_is_read() {
        let read = options(&["--table", "f", "a", "--entry=1.2.3.4 a", "b:80", "[::1]:9"]);
        let read = read.expect("good arguments");
        assert_eq!(read.table.as_deref(), Some(Path::new("f")));
        assert_eq!(read.entries, ["1.2.3.4 a"]);
        let names = [("a", 0), ("b", 80), ("::1", 9)];
        assert_eq!(
            read.names,
            names.map(|(name, port)| (name.to_owned(), port))
        );
        let read = options(&["::1", "[::2]"]).expect("good arguments");
        assert_eq!(read.names, [("::1".to_owned(), 0), ("::2".to_owned(), 0)]);
    }

    #[test]
    fn bad_arguments_are_named() {
        let message = |arguments| options(arguments).expect_err("bad arguments").to_string();
        assert_eq!(message(&[]), "there is no host to look up");
        assert_eq!(message(&["--tabel", "f"]), "unknown option '--tabel'");
        assert_eq!(message(&["a", "--table"]), "option '--table' needs a value");
        assert_eq!(message(&["a:x"]), "'x' is no port");
        assert_eq!(message(&["[::1]80000"]), "'80000' is no port");
        assert!(matches!(
            options(&["--runtime=x"]),
            Err(UsageError::Runtime(_))
        ));
    }

    #[test]
    fn the_help_names_every_option() {
        assert!(matches!(parse(["-h".to_owned()]), Ok(Invocation::Help)));
        for option in ["--table", "--entry", "--runtime"] {
            assert!(HELP.contains(option), "{option}");
        }
    }
}
