//! What can go wrong.

use std::error::Error;
use std::net::SocketAddr;
use std::{fmt, io};

use super::refusal::Refusal;

/// Says why there is no connection through the proxy.
///
/// Connecting gives it inside an [`io::Error`], where [`io::Error::get_ref`] finds it.
#[derive(Debug)]
pub(crate) enum ProxyError {
    /// The proxy itself could not be connected to.
    Unreachable(io::Error),
    /// The connection to the proxy ended or failed during the talk.
    Broken {
        /// What was being done.
        while_doing: &'static str,
        /// What the connection said.
        source: io::Error,
    },
    /// The proxy sent what the protocol does not allow.
    Garbage {
        /// What is wrong with it.
        what: &'static str,
        /// The byte that is wrong.
        byte: u8,
    },
    /// The proxy accepts none of the methods of authentication that it was offered.
    NoMethod {
        /// Whether a user's name and a password were among them.
        had_credentials: bool,
    },
    /// The proxy does not accept the user's name and the password.
    WrongCredentials,
    /// The proxy was asked to connect, and refused.
    Refused {
        /// What it was asked to connect to.
        target: SocketAddr,
        /// Why it did not.
        reason: Refusal,
    },
    /// The address cannot be said in the protocol: it has a scope.
    ScopedAddress(SocketAddr),
}

impl ProxyError {
    /// Returns the kind of the [`io::Error`] that it becomes.
    pub(crate) fn kind(&self) -> io::ErrorKind {
        match self {
            Self::Unreachable(source) | Self::Broken { source, .. } => source.kind(),
            Self::Garbage { .. } => io::ErrorKind::InvalidData,
            Self::NoMethod { .. } | Self::WrongCredentials => io::ErrorKind::PermissionDenied,
            Self::Refused { reason, .. } => reason.kind(),
            Self::ScopedAddress(_) => io::ErrorKind::InvalidInput,
        }
    }
}

impl fmt::Display for ProxyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(source) => write!(f, "cannot connect to the proxy: {source}"),
            Self::Broken {
                while_doing,
                source,
            } => match source.kind() {
                io::ErrorKind::UnexpectedEof => {
                    write!(f, "the proxy closed the connection while {while_doing}")
                }
                _ => write!(
                    f,
                    "the connection to the proxy failed while {while_doing}: {source}"
                ),
            },
            Self::Garbage { what, byte } => {
                write!(
                    f,
                    "the proxy does not keep to SOCKS 5: {what} is {byte:#04x}"
                )
            }
            Self::NoMethod {
                had_credentials: false,
            } => f.write_str("the proxy asks for authentication, and there are no credentials"),
            Self::NoMethod {
                had_credentials: true,
            } => f.write_str("the proxy asks for an authentication other than name and password"),
            Self::WrongCredentials => {
                f.write_str("the proxy does not accept the user's name and the password")
            }
            Self::Refused { target, reason } => {
                write!(f, "the proxy did not connect to {target}: {reason}")
            }
            Self::ScopedAddress(addr) => {
                write!(f, "{addr} has a scope, which means nothing to the proxy")
            }
        }
    }
}

impl Error for ProxyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unreachable(source) | Self::Broken { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl From<ProxyError> for io::Error {
    fn from(error: ProxyError) -> Self {
        Self::new(error.kind(), error)
    }
}
