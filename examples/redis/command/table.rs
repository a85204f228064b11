//! The table of all commands.

use std::sync::LazyLock;

use super::{
    Context, Done, blocking, client, config, connection, counters, expiry, hashes, introspection,
    keys, lists, persistence, scan, server, set_algebra, sets, sorted_add, sorted_ranges,
    sorted_sets, strings, subscriptions, substrings,
};
use crate::resp::{Arguments, Reply};

/// What runs a command; the table has checked the number of arguments.
///
/// An error replaces whatever the handler has written to the reply, and means that nothing was
/// changed.
pub(crate) type Handler = fn(&mut Context<'_>, Arguments<'_>, &mut Reply<'_>) -> Done;

/// How many arguments a command takes, its name not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arity {
    /// That many.
    Exactly(usize),
    /// That many or more.
    AtLeast(usize),
}

/// What a command does to the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// It does not touch the data.
    None,
    /// It looks at the data.
    Read,
    /// It may change the data, which the append-only file holds in this way.
    Write(Logged),
}

/// How the append-only file holds what a command has changed.
///
/// A command that has changed nothing is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Logged {
    /// As the client sent it: done again to the same data, it does the same.
    AsSent,
    /// As another command, which the handler records by [`Context::record`]: what the command does
    /// depends on time, on chance, or on who waits.
    AsEffect,
}

/// Which arguments are keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keys {
    /// None of them.
    None,
    /// The first.
    First,
    /// The first two.
    FirstTwo,
    /// All of them.
    All,
    /// All of them but the last.
    AllButLast,
    /// Every other one, beginning with the first.
    EveryOther,
}

impl Keys {
    /// Returns the arguments that are keys.
    pub(super) fn of(self, arguments: Arguments<'_>) -> impl Iterator<Item = &[u8]> {
        let (count, step) = match self {
            Self::None => (0, 1),
            Self::First => (1, 1),
            Self::FirstTwo => (2, 1),
            Self::All => (arguments.len(), 1),
            Self::AllButLast => (arguments.len() - 1, 1),
            Self::EveryOther => (arguments.len(), 2),
        };
        arguments.iter().take(count).step_by(step)
    }
}

/// An entry of the table.
#[derive(Debug)]
pub(crate) struct Command {
    /// The name, in small letters.
    pub(crate) name: &'static str,
    /// How many arguments it takes.
    pub(crate) arity: Arity,
    /// What it does to the data.
    pub(crate) access: Access,
    /// Which arguments are keys.
    pub(crate) keys: Keys,
    /// What runs it.
    pub(crate) run: Handler,
    /// What it does, in a sentence.
    pub(crate) summary: &'static str,
}

/// Writes the part of the table that belongs to a file: one command a line.
macro_rules! commands {
    ($($name:literal: $arity:ident($count:literal), $access:ident $(($logged:ident))?, $keys:ident, $run:path, $summary:literal;)*) => {
        /// The commands of this file.
        pub(super) const COMMANDS: &[$crate::command::Command] = &[$($crate::command::Command {
            name: $name,
            arity: $crate::command::Arity::$arity($count),
            access: $crate::command::Access::$access $(($crate::command::Logged::$logged))?,
            keys: $crate::command::Keys::$keys,
            run: $run,
            summary: $summary,
        }),*];
    };
}
pub(super) use commands;

/// The length of the longest name that is looked up.
const LONGEST_NAME: usize = 32;

/// The groups, each beside the functions that it names.
const GROUPS: &[&[Command]] = &[
    blocking::COMMANDS,
    client::COMMANDS,
    config::COMMANDS,
    connection::COMMANDS,
    counters::COMMANDS,
    expiry::COMMANDS,
    hashes::COMMANDS,
    introspection::COMMANDS,
    keys::COMMANDS,
    lists::COMMANDS,
    persistence::COMMANDS,
    scan::COMMANDS,
    server::COMMANDS,
    set_algebra::COMMANDS,
    sets::COMMANDS,
    sorted_add::COMMANDS,
    sorted_ranges::COMMANDS,
    sorted_sets::COMMANDS,
    strings::COMMANDS,
    subscriptions::COMMANDS,
    substrings::COMMANDS,
];

/// All commands, in the order of their names.
static TABLE: LazyLock<Vec<&'static Command>> = LazyLock::new(|| {
    let mut table: Vec<_> = GROUPS.iter().copied().flatten().collect();
    table.sort_by_key(|command| command.name);
    table
});

/// Returns all commands, in the order of their names.
pub(crate) fn all() -> &'static [&'static Command] {
    &TABLE
}

/// Finds a command by its name, in any case.
pub(super) fn find(name: &[u8]) -> Option<&'static Command> {
    let mut buffer = [0; LONGEST_NAME];
    let lower = buffer.get_mut(..name.len())?;
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    let index = TABLE
        .binary_search_by(|command| command.name.as_bytes().cmp(lower))
        .ok()?;
    Some(TABLE[index])
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_NAME, all, find};

    #[test]
    fn every_command_is_found_and_named_once() {
        for command in all() {
            assert!(command.name.len() <= LONGEST_NAME);
            let upper = command.name.to_ascii_uppercase();
            assert!(find(upper.as_bytes()).is_some_and(|found| std::ptr::eq(found, *command)));
        }
        assert!(all().is_sorted_by(|a, b| a.name < b.name));
        assert!(find(b"nonesuch").is_none());
        assert!(find(&[b'a'; 1000]).is_none());
    }
}
