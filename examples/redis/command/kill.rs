//! Sending clients away.

use super::number::{capitals, is_word};
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply, parse_integer};

/// Which clients are to go.
#[derive(Debug)]
struct Filter {
    id: Option<u64>,
    address: Option<String>,
    subscribed: Option<bool>,
    spares_self: bool,
}

/// Ends the clients that the arguments of `CLIENT KILL` choose: an address, or conditions.
///
/// # Errors
///
/// The conditions make no sense, or no client has the address.
pub(super) fn kill(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    reply: &mut Reply<'_>,
) -> Done {
    if arguments.len() > 1 {
        let filter = read(arguments)?;
        reply.count(end(context, &filter));
        return Ok(());
    }
    let filter = Filter {
        id: None,
        address: Some(String::from_utf8_lossy(arguments.get(0)).into_owned()),
        subscribed: None,
        spares_self: false,
    };
    if end(context, &filter) == 0 {
        return Err("ERR No such client".into());
    }
    reply.ok();
    Ok(())
}

/// Reads conditions, each a name and a value.
fn read(arguments: Arguments<'_>) -> Result<Filter, CommandError> {
    let mut filter = Filter {
        id: None,
        address: None,
        subscribed: None,
        spares_self: true,
    };
    if arguments.len() % 2 == 1 {
        return Err(CommandError::Syntax);
    }
    for (name, value) in arguments.pairs() {
        match capitals(name).as_slice() {
            b"ID" => {
                let id = parse_integer(value).and_then(|id| u64::try_from(id).ok());
                let id = id.filter(|id| *id > 0);
                filter.id = Some(id.ok_or("ERR client-id should be greater than 0")?);
            }
            b"ADDR" => filter.address = Some(String::from_utf8_lossy(value).into_owned()),
            b"TYPE" if is_word(value, "PUBSUB") => filter.subscribed = Some(true),
            b"TYPE" if is_word(value, "NORMAL") => filter.subscribed = Some(false),
            b"TYPE" => {
                let kind = String::from_utf8_lossy(value);
                return Err(format!("ERR Unknown client type '{kind}'").into());
            }
            b"SKIPME" if is_word(value, "YES") => filter.spares_self = true,
            b"SKIPME" if is_word(value, "NO") => filter.spares_self = false,
            _ => return Err(CommandError::Syntax),
        }
    }
    Ok(filter)
}

/// Ends the clients that the filter lets through and returns how many.
///
/// The client that asks for its own end gets the reply first.
fn end(context: &mut Context<'_>, filter: &Filter) -> usize {
    let server = context.server;
    let own = context.session.id;
    let chosen = server.clients.find(|id, client| {
        filter.id.is_none_or(|wanted| wanted == id)
            && filter
                .address
                .as_ref()
                .is_none_or(|address| *address == client.address.to_string())
            && filter
                .subscribed
                .is_none_or(|wanted| wanted == (server.subscriptions.count(id) > 0))
            && !(filter.spares_self && id == own)
    });
    context.session.ending |= chosen.contains(&own);
    let others = chosen.iter().filter(|id| **id != own);
    let ends = others.filter_map(|id| server.clients.take_end(*id));
    context.deferred.end(ends);
    chosen.len()
}
