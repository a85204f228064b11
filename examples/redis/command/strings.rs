//! Strings as a whole: set them, get them, many at a time.

use super::number::integer;
use super::set_options::{Condition, Lifetime, SetOptions, read_lifetime};
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply};
use crate::store::{Text, Value};

commands! {
    "set": AtLeast(2), Write(AsEffect), First, set, "Sets a string, with options for expiry and conditions.";
    "get": Exactly(1), Read, First, get, "Returns a string.";
    "mget": AtLeast(1), Read, All, mget, "Returns several strings.";
    "mset": AtLeast(2), Write(AsSent), EveryOther, mset, "Sets several strings.";
    "msetnx": AtLeast(2), Write(AsSent), EveryOther, msetnx, "Sets several strings if none of the keys exists.";
    "setnx": Exactly(2), Write(AsSent), First, setnx, "Sets a string if the key does not exist.";
    "setex": Exactly(3), Write(AsEffect), First, setex, "Sets a string that expires after some seconds.";
    "psetex": Exactly(3), Write(AsEffect), First, psetex, "Sets a string that expires after some milliseconds.";
    "getset": Exactly(2), Write(AsSent), First, getset, "Sets a string and returns the one before.";
    "getdel": Exactly(1), Write(AsSent), First, getdel, "Returns a string and removes its key.";
    "getex": AtLeast(1), Write(AsEffect), First, getex, "Returns a string and changes when it expires.";
}

fn set(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let (key, value) = (arguments.get(0), arguments.get(1));
    let options = SetOptions::read(arguments.skip(2), context.now)?;
    let database = context.database();
    let before = match options.returns_old {
        true => database.read::<Text>(key)?.cloned(),
        false => None,
    };
    let allowed = match options.condition {
        Condition::Always => true,
        Condition::IfAbsent => !database.contains(key),
        Condition::IfPresent => database.contains(key),
    };
    if allowed {
        let deadline = match options.lifetime {
            Lifetime::Forever => None,
            Lifetime::Kept => database.deadline(key).flatten(),
            Lifetime::Until(deadline) => Some(deadline),
        };
        put(context, key, value, deadline);
    }
    match (options.returns_old, allowed) {
        (true, _) => reply.bulk_or_null(before),
        (false, true) => reply.ok(),
        (false, false) => reply.null(),
    }
    Ok(())
}

/// Sets a string and when it expires, and records just that.
fn put(context: &mut Context<'_>, key: &[u8], value: &[u8], deadline: Option<u64>) {
    let database = context.database();
    database.insert(key, Value::Text(value.to_vec()));
    let Some(deadline) = deadline else {
        return context.record(b"SET", [key, value]);
    };
    database.set_deadline(key, Some(deadline));
    // A deadline in the past has removed the key.
    match database.contains(key) {
        true => {
            let deadline = deadline.to_string();
            context.record(b"SET", [key, value, b"PXAT", deadline.as_bytes()]);
        }
        false => context.record(b"DEL", [key]),
    }
}

fn get(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    reply.bulk_or_null(context.database().read::<Text>(arguments.get(0))?);
    Ok(())
}

fn mget(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    reply.array(arguments.len());
    for key in arguments.iter() {
        // A key of another type counts as absent here.
        reply.bulk_or_null(context.database().read::<Text>(key).unwrap_or(None));
    }
    Ok(())
}

fn mset(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    check_pairs(arguments, "mset")?;
    set_all(context, arguments);
    reply.ok();
    Ok(())
}

fn msetnx(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    check_pairs(arguments, "msetnx")?;
    let absent = arguments
        .pairs()
        .all(|(key, _)| !context.database().contains(key));
    if absent {
        set_all(context, arguments);
    }
    reply.flag(absent);
    Ok(())
}

/// Checks that every key has a value.
fn check_pairs(arguments: Arguments<'_>, command: &'static str) -> Done {
    match arguments.len() % 2 {
        0 => Ok(()),
        _ => Err(CommandError::WrongArity(command.into())),
    }
}

/// Sets pairs of keys and values.
fn set_all(context: &mut Context<'_>, arguments: Arguments<'_>) {
    for (key, value) in arguments.pairs() {
        context.database().insert(key, Value::Text(value.to_vec()));
    }
}

fn setnx(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let absent = !context.database().contains(arguments.get(0));
    if absent {
        set_all(context, arguments);
    }
    reply.flag(absent);
    Ok(())
}

fn setex(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    set_for(context, arguments, 1000, "setex", reply)
}

fn psetex(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    set_for(context, arguments, 1, "psetex", reply)
}

/// Sets a string that expires after a number of units of so many milliseconds.
fn set_for(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    unit: i64,
    command: &'static str,
    reply: &mut Reply<'_>,
) -> Done {
    let deadline = read_lifetime(integer(arguments.get(1))?, unit, context.now, command)?;
    let (key, value) = (arguments.get(0), arguments.get(2));
    put(context, key, value, Some(deadline));
    reply.ok();
    Ok(())
}

fn getset(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    get(context, arguments, reply)?;
    set_all(context, arguments);
    Ok(())
}

fn getdel(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    get(context, arguments, reply)?;
    context.database().remove(arguments.get(0));
    Ok(())
}

fn getex(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let key = arguments.get(0);
    let lifetime = SetOptions::read_getex(arguments.skip(1), context.now)?;
    get(context, arguments, reply)?;
    match lifetime {
        Lifetime::Kept => {}
        Lifetime::Forever => {
            let database = context.database();
            if database.deadline(key).flatten().is_some() && database.set_deadline(key, None) {
                context.record(b"PERSIST", [key]);
            }
        }
        Lifetime::Until(deadline) => {
            super::expiry::expire_at(context, key, deadline);
        }
    }
    Ok(())
}
