//! The command line.

use std::fmt;
use std::net::SocketAddr;

use anyrt::{Backend, UnknownBackend};

use crate::proxy::{Credentials, CredentialsError};

/// The environment variable that has the password, which a command line would show to everybody.
pub(crate) const PASSWORD_VARIABLE: &str = "SOCKS5_PASSWORD";

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Asks a web server for the head of its first page, through a SOCKS5 proxy, on the
asynchronous runtime of your choice.

Usage: socks5 --proxy ADDR:PORT [OPTIONS] HOST [PORT]

  HOST PORT          whom to ask (default for the port: 80); the name is looked up
                     on this machine, not by the proxy
  --proxy ADDR:PORT  the proxy
  --user NAME        the user's name to show to the proxy; the password is in the
                     environment variable SOCKS5_PASSWORD
  --runtime NAME     the runtime: tokio, async-std or smol, as far as compiled in
                     (default: $ANYRT_RUNTIME, else the only one there is)
  --help             print this";

/// What to do.
#[derive(Debug)]
pub(crate) enum Invocation {
    /// Print the help.
    Help,
    /// Ask a server.
    Ask(Options),
}

/// Whom to ask, and how.
#[derive(Debug)]
pub(crate) struct Options {
    /// The runtime, if one was chosen here.
    pub(crate) runtime: Option<Backend>,
    /// The proxy.
    pub(crate) proxy: SocketAddr,
    /// What to show to the proxy, if it asks.
    pub(crate) credentials: Option<Credentials>,
    /// The host to ask.
    pub(crate) host: String,
    /// Its port.
    pub(crate) port: u16,
}

/// What is wrong with the command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum UsageError {
    /// There is no such option.
    Unknown(String),
    /// The option lacks its value.
    Missing(String),
    /// Something that is needed is not there.
    Needed(&'static str),
    /// There is one word too many.
    TooMany(String),
    /// There is no such runtime.
    Runtime(UnknownBackend),
    /// The user's name or the password will not do.
    Credentials(CredentialsError),
    /// The value does not fit.
    Invalid { what: &'static str, value: String },
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(option) => write!(f, "unknown option '{option}'"),
            Self::Missing(option) => write!(f, "option '{option}' needs a value"),
            Self::Needed(what) => write!(f, "{what} is missing"),
            Self::TooMany(word) => write!(f, "'{word}' is one word too many"),
            Self::Runtime(error) => error.fmt(f),
            Self::Credentials(error) => error.fmt(f),
            Self::Invalid { what, value } => write!(f, "'{value}' is no {what}"),
        }
    }
}

impl std::error::Error for UsageError {}

/// Reads the arguments that follow the program's name, and the password.
///
/// # Errors
///
/// What is wrong with the first argument that is, or what is missing.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = String>,
    password: Option<String>,
) -> Result<Invocation, UsageError> {
    let (mut runtime, mut proxy, mut user) = (None, None, None);
    let mut words = Vec::new();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        if !argument.starts_with('-') {
            words.push(argument);
            continue;
        }
        if matches!(argument.as_str(), "--help" | "-h") {
            return Ok(Invocation::Help);
        }
        let (option, attached) = match argument.split_once('=') {
            Some((option, value)) => (option.to_owned(), Some(value.to_owned())),
            None => (argument, None),
        };
        if !matches!(option.as_str(), "--runtime" | "--proxy" | "--user") {
            return Err(UsageError::Unknown(option));
        }
        let Some(value) = attached.or_else(|| arguments.next()) else {
            return Err(UsageError::Missing(option));
        };
        match option.as_str() {
            "--runtime" => runtime = Some(value.parse().map_err(UsageError::Runtime)?),
            "--proxy" => {
                let parsed = value.parse();
                let what = "address with a port, such as 127.0.0.1:1080";
                proxy = Some(parsed.map_err(|_| UsageError::Invalid { what, value })?);
            }
            _ => user = Some(value),
        }
    }
    let credentials = user.map(|user| match password {
        Some(password) => Credentials::new(user, password).map_err(UsageError::Credentials),
        None => Err(UsageError::Needed(
            "the environment variable SOCKS5_PASSWORD",
        )),
    });
    let mut words = words.into_iter();
    let options = Options {
        runtime,
        proxy: proxy.ok_or(UsageError::Needed("option '--proxy'"))?,
        credentials: credentials.transpose()?,
        host: words.next().ok_or(UsageError::Needed("the host"))?,
        port: match words.next() {
            Some(value) => value.parse().map_err(|_| UsageError::Invalid {
                what: "port",
                value,
            })?,
            None => 80,
        },
    };
    match words.next() {
        Some(word) => Err(UsageError::TooMany(word)),
        None => Ok(Invocation::Ask(options)),
    }
}

#[cfg(test)]
mod tests {
    use super::{HELP, Invocation, Options, UsageError, parse};

    fn options(arguments: &[&str]) -> Result<Options, UsageError> {
        let arguments = arguments.iter().map(ToString::to_string);
        match parse(arguments, Some("secret".to_owned()))? {
            Invocation::Ask(options) => Ok(options),
            Invocation::Help => panic!("asked for help"),
        }
    }

    #[test]
    fn everything_is_read() {
        let read = options(&["--proxy=[::1]:9", "a.example", "--user", "me", "81"]);
        let read = read.expect("good arguments");
        assert_eq!(read.proxy, "[::1]:9".parse().expect("an address"));
        assert_eq!((read.host.as_str(), read.port), ("a.example", 81));
        assert!(read.credentials.is_some() && read.runtime.is_none());
        let read = options(&["--proxy", "1.2.3.4:5", "host"]).expect("good arguments");
        assert!(read.credentials.is_none());
        assert_eq!(read.port, 80);
    }

    #[test]
    fn bad_arguments_are_named() {
        let message = |arguments| options(arguments).expect_err("bad arguments").to_string();
        assert_eq!(message(&["host"]), "option '--proxy' is missing");
        assert_eq!(message(&["--proxy=1.2.3.4:5"]), "the host is missing");
        assert_eq!(message(&["--proxy"]), "option '--proxy' needs a value");
        assert_eq!(message(&["--prox=1"]), "unknown option '--prox'");
        assert_eq!(
            message(&["--proxy=localhost", "host"]),
            "'localhost' is no address with a port, such as 127.0.0.1:1080"
        );
        assert_eq!(message(&["--proxy=1.2.3.4:5", "a", "x"]), "'x' is no port");
        assert_eq!(
            message(&["--proxy=1.2.3.4:5", "a", "1", "b"]),
            "'b' is one word too many"
        );
        assert_eq!(
            message(&["--proxy=1.2.3.4:5", "--user=", "a"]),
            "the user's name must have 1 to 255 bytes, not 0"
        );
        assert!(matches!(
            options(&["--runtime=x"]),
            Err(UsageError::Runtime(_))
        ));
        let arguments = ["--proxy=1.2.3.4:5", "--user=me", "a"].map(str::to_owned);
        let error = parse(arguments, None).expect_err("no password");
        assert_eq!(
            error.to_string(),
            "the environment variable SOCKS5_PASSWORD is missing"
        );
    }

    #[test]
    fn the_help_names_every_option() {
        let help = parse(["--help".to_owned()], None);
        assert!(matches!(help, Ok(Invocation::Help)));
        for option in ["--proxy", "--user", "--runtime", super::PASSWORD_VARIABLE] {
            assert!(HELP.contains(option), "{option}");
        }
    }
}
