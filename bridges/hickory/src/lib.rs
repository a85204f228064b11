#![doc = include_str!("../README.md")]

mod provider;
mod resolver;
mod scope;
mod tcp;
mod time;
mod udp;

pub use provider::{AnyrtHandle, AnyrtProvider};
pub use resolver::{HickoryResolver, Lookup};
pub use scope::{Scope, scope};
pub use tcp::DnsTcp;
pub use time::AnyrtTime;
pub use udp::DnsUdp;
