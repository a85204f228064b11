//! The part: names that are answered from a table.

mod names;
mod resolver;

pub(crate) use names::HostTable;
#[cfg(test)]
pub(crate) use names::TableError;
pub(crate) use resolver::Hosts;
