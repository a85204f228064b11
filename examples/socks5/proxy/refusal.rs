//! The reply codes of RFC 1928.

use std::fmt;
use std::io::ErrorKind;

/// Why a proxy did not connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Code 1.
    General,
    /// Code 2.
    NotAllowed,
    /// Code 3.
    NetworkUnreachable,
    /// Code 4.
    HostUnreachable,
    /// Code 5.
    ConnectionRefused,
    /// Code 6.
    TimeToLiveExpired,
    /// Code 7.
    CommandNotSupported,
    /// Code 8.
    AddressTypeNotSupported,
}

impl Refusal {
    /// Reads a code; `None` if the RFC gives it no meaning.
    pub(crate) const fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            1 => Self::General,
            2 => Self::NotAllowed,
            3 => Self::NetworkUnreachable,
            4 => Self::HostUnreachable,
            5 => Self::ConnectionRefused,
            6 => Self::TimeToLiveExpired,
            7 => Self::CommandNotSupported,
            8 => Self::AddressTypeNotSupported,
            _ => return None,
        })
    }

    /// Returns the kind of error that says the same of a direct connection, as far as there is one.
    pub(crate) const fn kind(self) -> ErrorKind {
        match self {
            Self::General => ErrorKind::Other,
            Self::NotAllowed => ErrorKind::PermissionDenied,
            Self::NetworkUnreachable => ErrorKind::NetworkUnreachable,
            Self::HostUnreachable => ErrorKind::HostUnreachable,
            Self::ConnectionRefused => ErrorKind::ConnectionRefused,
            Self::TimeToLiveExpired => ErrorKind::TimedOut,
            Self::CommandNotSupported | Self::AddressTypeNotSupported => ErrorKind::Unsupported,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::General => "it failed, and does not say why",
            Self::NotAllowed => "its rules do not allow the connection",
            Self::NetworkUnreachable => "the network cannot be reached from there",
            Self::HostUnreachable => "the host cannot be reached from there",
            Self::ConnectionRefused => "the host refused the connection",
            Self::TimeToLiveExpired => "the time to live of a packet expired on the way",
            Self::CommandNotSupported => "it does not support the command CONNECT",
            Self::AddressTypeNotSupported => "it does not support addresses of this type",
        })
    }
}
