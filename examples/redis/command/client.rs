//! What the server knows of its clients.

use super::kill::kill;
use super::number::{capitals, is_word};
use super::subcommand::Subcommands;
use super::table::commands;
use super::unblock::unblock;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply};
use crate::server::Client;

commands! {
    "client": AtLeast(1), None, None, client, "Tells of clients and ends them: ID, INFO, LIST, KILL, GETNAME, SETNAME, SETINFO, UNBLOCK, NO-EVICT, NO-TOUCH.";
}

/// What may follow the name.
const SUBCOMMANDS: Subcommands = Subcommands {
    command: "client",
    names: &[
        "ID", "INFO", "LIST", "KILL", "UNBLOCK", "GETNAME", "SETNAME", "SETINFO", "NO-EVICT",
        "NO-TOUCH",
    ],
};

fn client(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let id = context.session.id;
    let clients = &context.server.clients;
    let subscriptions = &context.server.subscriptions;
    let describe =
        |chosen: &dyn Fn(u64) -> bool| clients.describe(subscriptions, context.now, chosen);
    match (capitals(arguments.get(0)).as_slice(), arguments.len()) {
        (b"ID", 1) => reply.integer(i64::try_from(id).unwrap_or(i64::MAX)),
        (b"INFO", 1) => {
            let line = describe(&|other| other == id);
            reply.verbatim(&line);
        }
        (b"LIST", 1) => reply.verbatim(&describe(&|_| true)),
        (b"LIST", 3) if is_word(arguments.get(1), "TYPE") => {
            let kind = arguments.get(2);
            let wanted = |id| match subscriptions.count(id) {
                0 => is_word(kind, "NORMAL"),
                _ => is_word(kind, "PUBSUB"),
            };
            reply.verbatim(&describe(&wanted));
        }
        (b"UNBLOCK", 2 | 3) => return unblock(context, arguments.skip(1), reply),
        (b"KILL", 2..) => return kill(context, arguments.skip(1), reply),
        (b"GETNAME", 1) => {
            let name = clients
                .change(id, |client| client.name.clone())
                .unwrap_or_default();
            reply.bulk_or_null((!name.is_empty()).then_some(name));
        }
        (b"SETNAME", 2) => {
            let name = read_name(arguments.get(1))?;
            clients.change(id, |client| client.name = name);
            reply.ok();
        }
        (b"SETINFO", 3) => {
            let value = read_name(arguments.get(2))?;
            let attribute = capitals(arguments.get(1));
            let slot: fn(&mut Client) -> &mut String = match attribute.as_slice() {
                b"LIB-NAME" => |client| &mut client.library,
                b"LIB-VER" => |client| &mut client.library_version,
                _ => return Err("ERR Unrecognized option for CLIENT SETINFO".into()),
            };
            clients.change(id, |client| *slot(client) = value);
            reply.ok();
        }
        (b"NO-EVICT" | b"NO-TOUCH", 2) => {
            // Nothing is ever evicted, so either setting is kept.
            let switch = arguments.get(1);
            if !is_word(switch, "ON") && !is_word(switch, "OFF") {
                return Err(CommandError::Syntax);
            }
            reply.ok();
        }
        _ => return Err(SUBCOMMANDS.refuse(arguments.get(0))),
    }
    Ok(())
}

/// Reads a name for a client, which shows up in lists of clients.
///
/// # Errors
///
/// It has white space or control characters, which would tear the list apart.
pub(super) fn read_name(text: &[u8]) -> Result<String, CommandError> {
    match std::str::from_utf8(text) {
        Ok(name) if text.iter().all(u8::is_ascii_graphic) => Ok(name.to_owned()),
        _ => Err("ERR Client names cannot contain spaces, newlines or special characters.".into()),
    }
}
