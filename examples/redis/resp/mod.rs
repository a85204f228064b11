//! The Redis serialisation protocol: requests in, replies out, no input or output of its own.
//!
//! Everything here works on byte slices, so it is tested without a socket and owes nothing to a
//! runtime.

mod decimal;
mod encode;
mod error;
mod inline;
mod parse;
mod request;

pub(crate) use decimal::{format_double, parse_double, parse_integer, parse_length, push_decimal};
pub(crate) use encode::{Protocol, Reply};
pub(crate) use error::ProtocolError;
pub(crate) use parse::{ParseLimits, Parser};
pub(crate) use request::{Arguments, Request};
