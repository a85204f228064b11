//! The command line.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;
use std::time::Duration;

use anyrt::{Backend, UnknownBackend};

use crate::persistence::{Policy, Settings};
use crate::server::Limits;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
A server that speaks the Redis protocol and keeps its data in memory, and in a
file if it is told to, written once and run on the asynchronous runtime of your choice.

Usage: redis [OPTIONS]

  --runtime NAME          the runtime: tokio, async-std or smol, as far as compiled
                          in (default: $ANYRT_RUNTIME, else the only one there is)
  --bind ADDR             the IP address to listen on (default: 127.0.0.1)
  --port N                the port; 0 lets the system choose (default: 6379)
  --max-clients N         how many clients may be connected (default: 10000)
  --max-request-bytes N   how large a request may be (default: 67108864)
  --max-subscriber-bytes N
                          how many bytes of messages may wait for a subscriber
                          before it is sent away (default: 33554432)
  --idle-timeout SECONDS  how long a client may be silent; 0 means for ever
                          (default: 0)
  --grace SECONDS         how long clients have to take their last replies when the
                          server or a connection ends (default: 5)
  --appendonly yes|no     whether every change is kept in a file, and done again at
                          the next start (default: no)
  --appendfsync always|everysec|no
                          when the disk must have a change: before it is
                          acknowledged, a second later, or when the system sees
                          fit (default: everysec)
  --dir PATH              the directory of that file, which must exist (default: .)
  --appendfilename NAME   its name there (default: appendonly.aof)
  --stop-on-stdin-close   end in order when the standard input ends
  --help                  print this

Once it is ready it prints `listening on ADDRESS`. It ends in order on the command
SHUTDOWN, on SIGTERM and on SIGINT.";

/// What to do.
#[derive(Clone, Debug)]
pub(crate) enum Invocation {
    /// Print the help.
    Help,
    /// Run the server.
    Serve(Options),
}

/// How to run the server.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// The runtime, if one was chosen here.
    pub(crate) runtime: Option<Backend>,
    /// The address to listen on.
    pub(crate) address: SocketAddr,
    /// What the server puts up with.
    pub(crate) limits: Limits,
    /// The append-only file.
    pub(crate) persistence: Settings,
    /// Whether the end of the standard input is the end of the server.
    pub(crate) stop_on_stdin_close: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            runtime: None,
            address: SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 6379),
            limits: Limits::default(),
            persistence: Settings::default(),
            stop_on_stdin_close: false,
        }
    }
}

/// What is wrong with the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UsageError {
    /// There is no such option.
    Unknown(String),
    /// The option lacks its value.
    Missing(String),
    /// The option takes no value.
    Unexpected(String),
    /// There is no such runtime.
    Runtime(UnknownBackend),
    /// The value does not fit the option.
    Invalid { option: String, value: String },
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(option) => write!(f, "unknown option '{option}'"),
            Self::Missing(option) => write!(f, "option '{option}' needs a value"),
            Self::Unexpected(option) => write!(f, "option '{option}' takes no value"),
            Self::Runtime(error) => error.fmt(f),
            Self::Invalid { option, value } => {
                write!(f, "'{value}' is not a value for option '{option}'")
            }
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
        let (option, attached) = match argument.split_once('=') {
            Some((option, value)) => (option.to_owned(), Some(value.to_owned())),
            None => (argument, None),
        };
        if matches!(option.as_str(), "--help" | "-h" | "--stop-on-stdin-close") {
            if attached.is_some() {
                return Err(UsageError::Unexpected(option));
            }
            if option != "--stop-on-stdin-close" {
                return Ok(Invocation::Help);
            }
            options.stop_on_stdin_close = true;
            continue;
        }
        if !VALUED.contains(&option.as_str()) {
            return Err(UsageError::Unknown(option));
        }
        match attached.or_else(|| arguments.next()) {
            Some(value) => options.set(&option, &value)?,
            None => return Err(UsageError::Missing(option)),
        }
    }
    Ok(Invocation::Serve(options))
}

/// The options that take a value.
const VALUED: &[&str] = &[
    "--runtime",
    "--bind",
    "--port",
    "--max-clients",
    "--max-request-bytes",
    "--max-subscriber-bytes",
    "--idle-timeout",
    "--grace",
    "--appendonly",
    "--appendfsync",
    "--dir",
    "--appendfilename",
];

impl Options {
    /// Sets an option to its value.
    fn set(&mut self, option: &str, value: &str) -> Result<(), UsageError> {
        match option {
            "--runtime" => self.runtime = Some(value.parse().map_err(UsageError::Runtime)?),
            "--bind" => self.address.set_ip(read::<IpAddr>(option, value)?),
            "--port" => self.address.set_port(read(option, value)?),
            "--max-clients" => self.limits.clients = read(option, value)?,
            "--max-request-bytes" => self.limits.requests.request_bytes = read(option, value)?,
            "--max-subscriber-bytes" => self.limits.subscriber_bytes = read(option, value)?,
            "--idle-timeout" => {
                let seconds = read_seconds(option, value)?;
                self.limits.idle = (!seconds.is_zero()).then_some(seconds);
            }
            "--grace" => self.limits.grace = read_seconds(option, value)?,
            "--appendonly" => {
                self.persistence.enabled = match value {
                    "yes" => true,
                    "no" => false,
                    _ => return Err(invalid(option, value)),
                };
            }
            "--appendfsync" => self.persistence.policy = read::<Policy>(option, value)?,
            "--dir" => self.persistence.directory = value.into(),
            // It names a file in the directory, and none elsewhere.
            "--appendfilename" if value.is_empty() || value.contains(['/', '\\']) => {
                return Err(invalid(option, value));
            }
            "--appendfilename" => value.clone_into(&mut self.persistence.name),
            _ => return Err(UsageError::Unknown(option.to_owned())),
        }
        Ok(())
    }
}

/// Reads a value.
fn read<T: FromStr>(option: &str, value: &str) -> Result<T, UsageError> {
    value.parse().map_err(|_| invalid(option, value))
}

/// Reads a number of seconds, which may have a fraction.
fn read_seconds(option: &str, value: &str) -> Result<Duration, UsageError> {
    Duration::try_from_secs_f64(read(option, value)?).map_err(|_| invalid(option, value))
}

/// Makes the error for a value that does not fit.
fn invalid(option: &str, value: &str) -> UsageError {
    UsageError::Invalid {
        option: option.to_owned(),
        value: value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use anyrt::Backend;

    use super::{HELP, Invocation, Options, Policy, UsageError, VALUED, parse};

    fn options(arguments: &[&str]) -> Result<Options, UsageError> {
        match parse(arguments.iter().map(ToString::to_string))? {
            Invocation::Serve(options) => Ok(options),
            Invocation::Help => panic!("asked for help"),
        }
    }

    #[test]
    fn every_option_is_read_in_both_spellings() {
        for arguments in [
            &["--port", "0", "--bind", "::1", "--idle-timeout", "1.5"][..],
            &["--port=0", "--bind=::1", "--idle-timeout=1.5"],
        ] {
            let options = options(arguments).expect("good arguments");
            assert_eq!(options.address.to_string(), "[::1]:0");
            assert_eq!(options.limits.idle, Some(Duration::from_millis(1500)));
        }
        let options = options(&[
            "--max-clients=3",
            "--max-request-bytes=99",
            "--max-subscriber-bytes=77",
            "--idle-timeout=0",
            "--grace=2",
            "--stop-on-stdin-close",
            "--appendonly=yes",
            "--appendfsync=always",
            "--dir=data",
            "--appendfilename=changes",
        ]);
        let options = options.expect("good arguments");
        assert_eq!(options.limits.clients, 3);
        assert_eq!(options.limits.requests.request_bytes, 99);
        assert_eq!(options.limits.subscriber_bytes, 77);
        assert_eq!(options.limits.idle, None);
        assert_eq!(options.limits.grace, Duration::from_secs(2));
        assert!(options.stop_on_stdin_close && options.persistence.enabled);
        assert_eq!(options.persistence.policy, Policy::Always);
        assert_eq!(options.persistence.directory, Path::new("data"));
        assert_eq!(options.persistence.name, "changes");
    }

    #[test]
    fn only_a_runtime_that_is_compiled_in_can_be_chosen() {
        for backend in Backend::available() {
            let chosen = options(&["--runtime", backend.name()]).expect("a runtime");
            assert_eq!(chosen.runtime, Some(*backend));
        }
        assert!(matches!(
            options(&["--runtime=x"]),
            Err(UsageError::Runtime(_))
        ));
    }

    #[test]
    fn bad_arguments_are_named() {
        let message = |arguments| options(arguments).expect_err("bad arguments").to_string();
        assert_eq!(message(&["--prot", "1"]), "unknown option '--prot'");
        assert_eq!(message(&["6379"]), "unknown option '6379'");
        assert_eq!(message(&["--port"]), "option '--port' needs a value");
        assert_eq!(
            message(&["--port", "65536"]),
            "'65536' is not a value for option '--port'"
        );
        assert_eq!(
            message(&["--grace=-1"]),
            "'-1' is not a value for option '--grace'"
        );
        assert_eq!(
            message(&["--appendfsync=sometimes"]),
            "'sometimes' is not a value for option '--appendfsync'"
        );
        assert_eq!(
            message(&["--appendfilename=../elsewhere"]),
            "'../elsewhere' is not a value for option '--appendfilename'"
        );
        assert_eq!(
            message(&["--stop-on-stdin-close=yes"]),
            "option '--stop-on-stdin-close' takes no value"
        );
    }

    #[test]
    fn the_help_names_every_option() {
        assert!(matches!(parse(["--help".to_owned()]), Ok(Invocation::Help)));
        for option in VALUED {
            assert!(HELP.contains(option), "{option}");
        }
    }
}
