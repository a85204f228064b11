//! The part: TCP connections that are made by a SOCKS5 proxy (RFC 1928, with the user names and passwords
//! of RFC 1929).

mod connector;
mod credentials;
mod error;
mod handshake;
mod refusal;

pub(crate) use connector::Socks5;
pub(crate) use credentials::{Credentials, CredentialsError};
#[cfg(test)]
pub(crate) use error::ProxyError;
#[cfg(test)]
pub(crate) use refusal::Refusal;
