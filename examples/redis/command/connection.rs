//! The connection itself: greeting, choice of database, farewell.

use super::number::{capitals, integer};
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Protocol, Reply, parse_integer};
use crate::store::DATABASES;

commands! {
    "ping": AtLeast(0), None, None, ping, "Answers, to show that the server is there.";
    "echo": Exactly(1), None, None, echo, "Returns its argument.";
    "select": Exactly(1), None, None, select, "Selects a database.";
    "hello": AtLeast(0), None, None, hello, "Chooses the version of the protocol.";
    "auth": AtLeast(1), None, None, auth, "Fails, since there are no passwords.";
    "reset": Exactly(0), None, None, reset, "Puts the connection back into its first state.";
    "quit": AtLeast(0), None, None, quit, "Ends the connection.";
}

/// What a client that sends a password is told.
const NO_PASSWORD: &str = "ERR AUTH <password> called without any password configured for the \
    default user. Are you sure your configuration is correct?";

/// What a client that sends a user's name and a password is told.
const NO_USER: &str = "WRONGPASS invalid username-password pair or user is disabled.";

fn ping(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    match arguments.len() {
        0 | 1 if context.session.is_confined() => {
            reply.array(2);
            reply.bulk("pong");
            reply.bulk(arguments.iter().next().unwrap_or_default());
        }
        0 => reply.simple("PONG"),
        1 => reply.bulk(arguments.get(0)),
        _ => return Err(CommandError::WrongArity("ping".into())),
    }
    Ok(())
}

fn echo(_: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    reply.bulk(arguments.get(0));
    Ok(())
}

fn select(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let index = usize::try_from(integer(arguments.get(0))?)
        .ok()
        .filter(|index| *index < DATABASES)
        .ok_or("ERR DB index is out of range")?;
    context.session.database = index;
    context
        .server
        .clients
        .change(context.session.id, |client| client.database = index);
    reply.ok();
    Ok(())
}

fn hello(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let protocol = match arguments.len() {
        0 => context.session.protocol,
        _ => match arguments.get(0) {
            b"2" => Protocol::Resp2,
            b"3" => Protocol::Resp3,
            other if parse_integer(other).is_some() => {
                return Err("NOPROTO unsupported protocol version".into());
            }
            _ => return Err("ERR Protocol version is not an integer or out of range".into()),
        },
    };
    let mut name = None;
    let mut options = arguments.skip(1);
    while options.len() > 0 {
        match (capitals(options.get(0)).as_slice(), options.len()) {
            (b"AUTH", 3..) => return Err(NO_USER.into()),
            (b"SETNAME", 2..) => {
                name = Some(super::client::read_name(options.get(1))?);
                options = options.skip(2);
            }
            _ => {
                let option = String::from_utf8_lossy(options.get(0));
                return Err(format!("ERR Syntax error in HELLO option '{option}'").into());
            }
        }
    }
    context.session.protocol = protocol;
    context.server.clients.change(context.session.id, |client| {
        client.protocol = protocol;
        client.name = name.unwrap_or_else(|| std::mem::take(&mut client.name));
    });
    reply.switch(protocol);
    reply.map(7);
    for (key, value) in [("server", "redis"), ("version", super::info::VERSION)] {
        reply.bulk(key);
        reply.bulk(value);
    }
    reply.bulk("proto");
    reply.integer(protocol.number());
    reply.bulk("id");
    reply.integer(i64::try_from(context.session.id).unwrap_or(i64::MAX));
    for (key, value) in [("mode", "standalone"), ("role", "master")] {
        reply.bulk(key);
        reply.bulk(value);
    }
    reply.bulk("modules");
    reply.array(0);
    Ok(())
}

fn auth(_: &mut Context<'_>, arguments: Arguments<'_>, _: &mut Reply<'_>) -> Done {
    match arguments.len() {
        1 => Err(NO_PASSWORD.into()),
        2 => Err(NO_USER.into()),
        _ => Err(CommandError::Syntax),
    }
}

fn reset(context: &mut Context<'_>, _: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    context.session.protocol = Protocol::Resp2;
    context.session.database = 0;
    context.session.mailbox = None;
    context.server.subscriptions.leave(context.session.id);
    context.server.clients.change(context.session.id, |client| {
        client.protocol = Protocol::Resp2;
        client.database = 0;
        client.name.clear();
    });
    reply.switch(Protocol::Resp2);
    reply.simple("RESET");
    Ok(())
}

fn quit(context: &mut Context<'_>, _: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    context.session.ending = true;
    reply.ok();
    Ok(())
}
