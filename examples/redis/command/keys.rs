//! Keys, whatever they hold.

use super::number::is_word;
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply};
use crate::store::{Value, matches};

commands! {
    "del": AtLeast(1), Write(AsSent), All, del, "Removes keys and returns how many there were.";
    "unlink": AtLeast(1), Write(AsSent), All, del, "Removes keys and returns how many there were.";
    "exists": AtLeast(1), Read, All, exists, "Returns how many of the keys exist.";
    "touch": AtLeast(1), Read, All, exists, "Returns how many of the keys exist.";
    "type": Exactly(1), Read, First, type_of, "Returns the type of a value.";
    "rename": Exactly(2), Write(AsSent), FirstTwo, rename, "Moves a value to another key.";
    "renamenx": Exactly(2), Write(AsSent), FirstTwo, renamenx, "Moves a value to a key that does not exist.";
    "keys": Exactly(1), Read, None, keys, "Returns the keys that match a pattern.";
    "randomkey": Exactly(0), Read, None, randomkey, "Returns a key at random.";
    "dbsize": Exactly(0), Read, None, dbsize, "Returns the number of keys.";
    "flushdb": AtLeast(0), Write(AsSent), None, flushdb, "Removes all keys of the selected database.";
    "flushall": AtLeast(0), Write(AsSent), None, flushall, "Removes all keys of all databases.";
}

fn del(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let database = context.database();
    reply.count(
        arguments
            .iter()
            .filter(|key| database.remove(key).is_some())
            .count(),
    );
    Ok(())
}

fn exists(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let database = context.database();
    reply.count(
        arguments
            .iter()
            .filter(|key| database.contains(key))
            .count(),
    );
    Ok(())
}

fn type_of(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    reply.simple(
        context
            .database()
            .value(arguments.get(0))
            .map_or("none", Value::type_name),
    );
    Ok(())
}

fn rename(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    if !context
        .database()
        .rename(arguments.get(0), arguments.get(1))
    {
        return Err(CommandError::NoSuchKey);
    }
    reply.ok();
    Ok(())
}

fn renamenx(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let (from, to) = (arguments.get(0), arguments.get(1));
    let database = context.database();
    if !database.contains(from) {
        return Err(CommandError::NoSuchKey);
    }
    reply.flag(!database.contains(to) && database.rename(from, to));
    Ok(())
}

fn keys(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let pattern = arguments.get(0);
    let found: Vec<_> = context
        .database()
        .keys()
        .map(|(key, _)| key)
        .filter(|key| matches(pattern, key))
        .collect();
    reply.array(found.len());
    found.into_iter().for_each(|key| reply.bulk(key));
    Ok(())
}

fn randomkey(context: &mut Context<'_>, _: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let (database, generator) = context.database_and_generator();
    reply.bulk_or_null(database.random_key(generator));
    Ok(())
}

fn dbsize(context: &mut Context<'_>, _: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    reply.count(context.database().len());
    Ok(())
}

fn flushdb(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    check_flush(arguments)?;
    context.database().clear();
    reply.ok();
    Ok(())
}

fn flushall(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    check_flush(arguments)?;
    context.store.clear();
    reply.ok();
    Ok(())
}

/// Checks the option of a flush, which makes no difference here: the keys are gone either way.
fn check_flush(arguments: Arguments<'_>) -> Done {
    match arguments.len() {
        0 => Ok(()),
        1 if is_word(arguments.get(0), "SYNC") || is_word(arguments.get(0), "ASYNC") => Ok(()),
        _ => Err(CommandError::Syntax),
    }
}
