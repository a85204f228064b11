//! The table.

use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// Names and their addresses.
///
/// It is read from the text of a hosts file: each line has an address and its names, separated by blanks;
/// `#` begins a comment. A name on several lines has all their addresses, in their order. Upper and lower
/// case are the same, and so is a name with a dot at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HostTable {
    addresses: BTreeMap<String, Vec<IpAddr>>,
}

impl HostTable {
    /// Returns the addresses of a name, of which there is at least one, if the table has the name.
    pub(crate) fn get(&self, name: &str) -> Option<&[IpAddr]> {
        self.addresses.get(&canonical(name)).map(Vec::as_slice)
    }

    fn add(&mut self, name: &str, address: IpAddr) {
        let addresses = self.addresses.entry(canonical(name)).or_default();
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
}

/// Writes a name in the one way that it is kept in.
fn canonical(name: &str) -> String {
    let name = name.strip_suffix('.').unwrap_or(name);
    name.to_ascii_lowercase()
}

impl FromStr for HostTable {
    type Err = TableError;

    fn from_str(text: &str) -> Result<Self, TableError> {
        let mut table = Self::default();
        for (index, line) in text.lines().enumerate() {
            let error = |reason| TableError {
                line: index + 1,
                reason,
            };
            let line = line.split_once('#').map_or(line, |(before, _)| before);
            let mut words = line.split_ascii_whitespace();
            let Some(address) = words.next() else {
                continue;
            };
            let Ok(address) = address.parse() else {
                return Err(error(Reason::NoAddress(address.to_owned())));
            };
            let mut names = words.peekable();
            if names.peek().is_none() {
                return Err(error(Reason::NoName(address)));
            }
            for name in names {
                // An address is never looked up, so this name would never be asked for.
                if name.parse::<IpAddr>().is_ok() || canonical(name).is_empty() {
                    return Err(error(Reason::NotAName(name.to_owned())));
                }
                table.add(name, address);
            }
        }
        Ok(table)
    }
}

/// Says what is wrong with which line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableError {
    line: usize,
    reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    NoAddress(String),
    NoName(IpAddr),
    NotAName(String),
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        match &self.reason {
            Reason::NoAddress(word) => write!(f, "'{word}' is no IP address"),
            Reason::NoName(address) => write!(f, "{address} has no name"),
            Reason::NotAName(word) => write!(f, "'{word}' is no name"),
        }
    }
}

impl std::error::Error for TableError {}
