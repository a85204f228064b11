//! The table of commands, told to clients.

use super::number::capitals;
use super::subcommand::Subcommands;
use super::table::{all, commands, find};
use super::{Access, Arity, Command, Context, Done, Keys};
use crate::resp::{Arguments, Reply};

commands! {
    "command": AtLeast(0), None, None, command, "Tells of commands: COUNT, DOCS, INFO, LIST.";
}

/// What may follow the name.
const SUBCOMMANDS: Subcommands = Subcommands {
    command: "command",
    names: &["COUNT", "DOCS", "INFO", "LIST"],
};

fn command(_: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    if arguments.len() == 0 {
        reply.array(all().len());
        all().iter().for_each(|command| describe(command, reply));
        return Ok(());
    }
    let names = arguments.skip(1);
    match capitals(arguments.get(0)).as_slice() {
        b"COUNT" if names.len() == 0 => reply.count(all().len()),
        b"LIST" if names.len() == 0 => {
            reply.array(all().len());
            all().iter().for_each(|command| reply.bulk(command.name));
        }
        b"INFO" if names.len() == 0 => {
            reply.array(all().len());
            all().iter().for_each(|command| describe(command, reply));
        }
        b"INFO" => {
            reply.array(names.len());
            for name in names.iter() {
                match find(name) {
                    Some(command) => describe(command, reply),
                    None => reply.null(),
                }
            }
        }
        b"DOCS" => {
            let found: Vec<_> = match names.len() {
                0 => all().to_vec(),
                _ => names.iter().filter_map(find).collect(),
            };
            reply.map(found.len());
            found
                .into_iter()
                .for_each(|command| document(command, reply));
        }
        _ => return Err(SUBCOMMANDS.refuse(arguments.get(0))),
    }
    Ok(())
}

/// Writes what a client needs to route a command: number of arguments, flags, and where keys are.
fn describe(command: &Command, reply: &mut Reply<'_>) {
    // Redis counts the name, and tells a minimum by a negative number.
    let arity = match command.arity {
        Arity::Exactly(count) => i64::try_from(count + 1).unwrap_or(i64::MAX),
        Arity::AtLeast(count) => i64::try_from(count + 1).map_or(i64::MIN, |count| -count),
    };
    let flag = match command.access {
        Access::None => None,
        Access::Read => Some("readonly"),
        Access::Write(_) => Some("write"),
    };
    let (first, last, step) = match command.keys {
        Keys::None => (0, 0, 0),
        Keys::First => (1, 1, 1),
        Keys::FirstTwo => (1, 2, 1),
        Keys::All => (1, -1, 1),
        Keys::AllButLast => (1, -2, 1),
        Keys::EveryOther => (1, -1, 2),
    };
    reply.array(10);
    reply.bulk(command.name);
    reply.integer(arity);
    reply.set(usize::from(flag.is_some()));
    flag.into_iter().for_each(|flag| reply.simple(flag));
    [first, last, step]
        .into_iter()
        .for_each(|number| reply.integer(number));
    // Access categories, tips, key specifications and subcommands: none are told.
    reply.set(0);
    (0..3).for_each(|_| reply.array(0));
}

/// Writes what a person wants to know of a command.
fn document(command: &Command, reply: &mut Reply<'_>) {
    let group = match (command.access, command.keys) {
        (Access::None, _) => "connection",
        (_, Keys::None) => "server",
        _ => "generic",
    };
    reply.bulk(command.name);
    reply.map(3);
    for (key, value) in [
        ("summary", command.summary),
        ("since", "1.0.0"),
        ("group", group),
    ] {
        reply.bulk(key);
        reply.bulk(value);
    }
}
