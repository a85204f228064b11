//! Publishing and subscribing.

use super::number::capitals;
use super::subcommand::Subcommands;
use super::table::commands;
use super::{Context, Done};
use crate::resp::{Arguments, Reply};
use crate::store::{Key, matches};
use crate::subscriptions::{Kind, Published};

commands! {
    "subscribe": AtLeast(1), None, None, subscribe, "Subscribes to channels.";
    "psubscribe": AtLeast(1), None, None, psubscribe, "Subscribes to all channels that match patterns.";
    "unsubscribe": AtLeast(0), None, None, unsubscribe, "Ends subscriptions to channels, or to all of them.";
    "punsubscribe": AtLeast(0), None, None, punsubscribe, "Ends subscriptions to patterns, or to all of them.";
    "publish": Exactly(2), None, None, publish, "Sends a message to a channel and returns how many got it.";
    "pubsub": AtLeast(1), None, None, pubsub, "Tells of subscriptions: CHANNELS, NUMSUB, NUMPAT.";
}

/// What may follow the name.
const SUBCOMMANDS: Subcommands = Subcommands {
    command: "pubsub",
    names: &["CHANNELS", "NUMSUB", "NUMPAT"],
};

fn subscribe(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    enter(context, Kind::Channel, "subscribe", arguments, reply);
    Ok(())
}

fn psubscribe(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    enter(context, Kind::Pattern, "psubscribe", arguments, reply);
    Ok(())
}

fn unsubscribe(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    leave(context, Kind::Channel, "unsubscribe", arguments, reply);
    Ok(())
}

fn punsubscribe(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    reply: &mut Reply<'_>,
) -> Done {
    leave(context, Kind::Pattern, "punsubscribe", arguments, reply);
    Ok(())
}

/// Subscribes to each of the names and confirms each.
fn enter(
    context: &mut Context<'_>,
    kind: Kind,
    command: &str,
    names: Arguments<'_>,
    reply: &mut Reply<'_>,
) {
    let limit = context.server.limits.subscriber_bytes;
    for name in names.iter() {
        let session = &mut *context.session;
        let registry = &context.server.subscriptions;
        let count = registry.subscribe(session.id, kind, name, limit, &mut session.mailbox);
        confirm(reply, command, Some(name), count);
    }
}

/// Ends each of the subscriptions, or all of that kind, and confirms each.
fn leave(
    context: &mut Context<'_>,
    kind: Kind,
    command: &str,
    names: Arguments<'_>,
    reply: &mut Reply<'_>,
) {
    let session = &mut *context.session;
    let registry = &context.server.subscriptions;
    let names: Vec<Key> = match names.len() {
        0 => registry.names(session.id, kind),
        _ => names.iter().map(Key::from).collect(),
    };
    let mut left = registry.count(session.id);
    if names.is_empty() {
        confirm(reply, command, None, left);
    }
    for name in names {
        left = registry.unsubscribe(session.id, kind, &name);
        confirm(reply, command, Some(&name), left);
    }
    if left == 0 {
        session.mailbox = None;
    }
}

/// Writes that a subscription began or ended, and how many there are now.
fn confirm(reply: &mut Reply<'_>, command: &str, name: Option<&[u8]>, count: usize) {
    reply.push(3);
    reply.bulk(command);
    reply.bulk_or_null(name);
    reply.count(count);
}

fn publish(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let server = context.server;
    let Published {
        receivers,
        bells,
        overflown,
    } = server
        .subscriptions
        .publish(arguments.get(0), arguments.get(1));
    context.deferred.ring(bells);
    let ends = overflown.into_iter();
    let ends = ends.filter_map(|client| server.clients.take_end(client));
    context.deferred.end(ends);
    reply.count(receivers);
    Ok(())
}

fn pubsub(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let registry = &context.server.subscriptions;
    let rest = arguments.skip(1);
    match (capitals(arguments.get(0)).as_slice(), rest.len()) {
        (b"CHANNELS", 0 | 1) => {
            let pattern = rest.iter().next().unwrap_or(b"*");
            let names = registry.channels(|name| matches(pattern, name));
            reply.array(names.len());
            names.into_iter().for_each(|name| reply.bulk(name));
        }
        (b"NUMSUB", _) => {
            reply.array(rest.len() * 2);
            for name in rest.iter() {
                reply.bulk(name);
                reply.count(registry.subscribers(name));
            }
        }
        (b"NUMPAT", 0) => reply.count(registry.patterns()),
        _ => return Err(SUBCOMMANDS.refuse(arguments.get(0))),
    }
    Ok(())
}
