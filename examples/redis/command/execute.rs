//! From a request to its reply.

use super::context::Effect;
use super::table::find;
use super::{Access, Arity, Command, CommandError, Context, Done, Logged};
use crate::resp::{Arguments, Reply, Request};

/// How much of a client's own text an error repeats, in bytes.
const ECHO_LIMIT: usize = 128;

/// What a subscribed client may send in the second version of the protocol.
const WHILE_SUBSCRIBED: &[&str] = &[
    "subscribe",
    "psubscribe",
    "unsubscribe",
    "punsubscribe",
    "ping",
    "quit",
    "reset",
];

/// Runs a request and appends its reply to `out`; an empty request has none.
pub(crate) fn execute(context: &mut Context<'_>, request: Request<'_>, out: &mut Vec<u8>) {
    let Some((name, arguments)) = request.split() else {
        return;
    };
    let start = out.len();
    let mut reply = Reply::new(out, context.session.protocol);
    if let Err(error) = run(context, name, arguments, &mut reply) {
        out.truncate(start);
        Reply::new(out, context.session.protocol).error(&error);
    }
}

/// Finds the command and runs it.
fn run(
    context: &mut Context<'_>,
    name: &[u8],
    arguments: Arguments<'_>,
    reply: &mut Reply<'_>,
) -> Done {
    let command = find(name).ok_or_else(|| unknown(name, arguments))?;
    check_arity(command, arguments)?;
    if context.session.is_confined() && !WHILE_SUBSCRIBED.contains(&command.name) {
        return Err(CommandError::Confined(command.name));
    }
    if let Access::Write(_) = command.access
        && let Some(error) = context.store.journal.error()
    {
        return Err(misconfigured(error));
    }
    run_and_record(context, command, name, arguments, reply)?;
    if let Access::Write(_) = command.access
        && context.store.waiters() > 0
    {
        for key in command.keys.of(arguments) {
            let served = context.store.serve(context.session.database, key);
            context.deferred.serve(served);
        }
    }
    Ok(())
}

/// Runs a command; all that change the data are run here, and so recorded.
fn run_and_record(
    context: &mut Context<'_>,
    command: &Command,
    name: &[u8],
    arguments: Arguments<'_>,
    reply: &mut Reply<'_>,
) -> Done {
    let database = context.session.database;
    let changes = context.store.database(database).changes();
    context.effect = Effect::Untold;
    (command.run)(context, arguments, reply)?;
    let touched = context.store.database(database).changes() != changes;
    match (command.access, context.effect) {
        (Access::Write(Logged::AsSent), Effect::Untold) if touched => {
            context.record(name, arguments.iter());
        }
        (Access::Write(Logged::AsSent), Effect::Recorded) => {
            debug_assert!(false, "{} is recorded twice", command.name);
        }
        (Access::Write(Logged::AsEffect), Effect::Untold) | (Access::Read | Access::None, _) => {
            debug_assert!(!touched, "{} changes unseen", command.name);
        }
        _ => {}
    }
    Ok(())
}

/// Does again what the append-only file holds, and returns whether it changes data or only selects
/// which.
///
/// # Errors
///
/// It is no command that changes data, or it does not fit the data.
pub(crate) fn replay(
    context: &mut Context<'_>,
    request: Request<'_>,
) -> Result<bool, CommandError> {
    let Some((name, arguments)) = request.split() else {
        return Err("ERR empty command".into());
    };
    let command = find(name).ok_or_else(|| unknown(name, arguments))?;
    check_arity(command, arguments)?;
    let changes = matches!(command.access, Access::Write(_));
    if !changes && command.name != "select" {
        return Err(format!("ERR '{}' changes no data", command.name).into());
    }
    let mut reply = Vec::new();
    let mut reply = Reply::new(&mut reply, context.session.protocol);
    (command.run)(context, arguments, &mut reply)?;
    match context.session.wait {
        None => Ok(changes),
        Some(_) => Err(format!("ERR '{}' waits", command.name).into()),
    }
}

/// Makes the error for a change that cannot be kept.
pub(crate) fn misconfigured(error: &str) -> CommandError {
    format!("MISCONF Errors writing to the AOF file: {error}").into()
}

/// Checks the number of arguments.
fn check_arity(command: &Command, arguments: Arguments<'_>) -> Done {
    let fits = match command.arity {
        Arity::Exactly(count) => arguments.len() == count,
        Arity::AtLeast(count) => arguments.len() >= count,
    };
    if fits {
        Ok(())
    } else {
        Err(CommandError::WrongArity(command.name.into()))
    }
}

/// Makes the error for a name that is not in the table.
fn unknown(name: &[u8], arguments: Arguments<'_>) -> CommandError {
    let mut beginning = String::new();
    for argument in arguments.iter() {
        if beginning.len() >= ECHO_LIMIT {
            break;
        }
        let shown = &argument[..argument.len().min(ECHO_LIMIT - beginning.len())];
        beginning.push_str(&format!("'{}' ", String::from_utf8_lossy(shown)));
    }
    let name = String::from_utf8_lossy(&name[..name.len().min(ECHO_LIMIT)]);
    format!("ERR unknown command '{name}', with args beginning with: {beginning}").into()
}
