//! Hashes.

use super::number::integer;
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply, parse_integer};
use crate::store::Hash;

commands! {
    "hset": AtLeast(3), Write(AsSent), First, hset, "Sets fields and returns how many of them are new.";
    "hmset": AtLeast(3), Write(AsSent), First, hmset, "Sets fields.";
    "hsetnx": Exactly(3), Write(AsSent), First, hsetnx, "Sets a field if it does not exist.";
    "hget": Exactly(2), Read, First, hget, "Returns the value of a field.";
    "hmget": AtLeast(2), Read, First, hmget, "Returns the values of several fields.";
    "hgetall": Exactly(1), Read, First, hgetall, "Returns all fields and their values.";
    "hkeys": Exactly(1), Read, First, hkeys, "Returns all fields.";
    "hvals": Exactly(1), Read, First, hvals, "Returns all values.";
    "hlen": Exactly(1), Read, First, hlen, "Returns the number of fields.";
    "hexists": Exactly(2), Read, First, hexists, "Returns whether a field exists.";
    "hstrlen": Exactly(2), Read, First, hstrlen, "Returns the length of a field's value.";
    "hdel": AtLeast(2), Write(AsSent), First, hdel, "Removes fields.";
    "hincrby": Exactly(3), Write(AsSent), First, hincrby, "Adds to a field that is a counter.";
}

/// Sets fields of a hash, which is made if there is none, and returns how many of them are new.
fn set_fields(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    command: &'static str,
) -> Result<usize, CommandError> {
    let fields = arguments.skip(1);
    if !fields.len().is_multiple_of(2) {
        return Err(CommandError::WrongArity(command.into()));
    }
    let added = context
        .database()
        .upsert(arguments.get(0), |hash: &mut Hash| {
            let set = |(field, value): (&[u8], &[u8])| hash.insert(field, value.to_vec()).is_none();
            fields.pairs().map(set).filter(|new| *new).count()
        })?;
    Ok(added)
}

fn hset(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    reply.count(set_fields(context, arguments, "hset")?);
    Ok(())
}

fn hmset(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    set_fields(context, arguments, "hmset")?;
    reply.ok();
    Ok(())
}

fn hsetnx(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let field = arguments.get(1);
    let absent = context
        .database()
        .upsert(arguments.get(0), |hash: &mut Hash| {
            let absent = hash.get(field).is_none();
            if absent {
                hash.insert(field, arguments.get(2).to_vec());
            }
            absent
        })?;
    context.changed_if(absent);
    reply.flag(absent);
    Ok(())
}

fn hget(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let hash = context.database().read::<Hash>(arguments.get(0))?;
    reply.bulk_or_null(hash.and_then(|hash| hash.get(arguments.get(1))));
    Ok(())
}

fn hmget(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let hash = context.database().read::<Hash>(arguments.get(0))?;
    let fields = arguments.skip(1);
    reply.array(fields.len());
    for field in fields.iter() {
        reply.bulk_or_null(hash.and_then(|hash| hash.get(field)));
    }
    Ok(())
}

fn hgetall(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let hash = context.database().read::<Hash>(arguments.get(0))?;
    reply.map(hash.map_or(0, Hash::len));
    for (field, value) in hash.into_iter().flat_map(Hash::iter) {
        reply.bulk(field);
        reply.bulk(value);
    }
    Ok(())
}

fn hkeys(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let hash = context.database().read::<Hash>(arguments.get(0))?;
    reply.array(hash.map_or(0, Hash::len));
    hash.into_iter()
        .flat_map(Hash::iter)
        .for_each(|(field, _)| reply.bulk(field));
    Ok(())
}

fn hvals(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let hash = context.database().read::<Hash>(arguments.get(0))?;
    reply.array(hash.map_or(0, Hash::len));
    hash.into_iter()
        .flat_map(Hash::iter)
        .for_each(|(_, value)| reply.bulk(value));
    Ok(())
}

fn hlen(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    reply.count(
        context
            .database()
            .read::<Hash>(arguments.get(0))?
            .map_or(0, Hash::len),
    );
    Ok(())
}

fn hexists(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let hash = context.database().read::<Hash>(arguments.get(0))?;
    reply.flag(hash.is_some_and(|hash| hash.get(arguments.get(1)).is_some()));
    Ok(())
}

fn hstrlen(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let hash = context.database().read::<Hash>(arguments.get(0))?;
    reply.count(
        hash.and_then(|hash| hash.get(arguments.get(1)))
            .map_or(0, Vec::len),
    );
    Ok(())
}

fn hdel(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let removed = context
        .database()
        .update(arguments.get(0), |hash: &mut Hash| {
            arguments
                .skip(1)
                .iter()
                .filter(|field| hash.remove(field).is_some())
                .count()
        })?;
    context.changed_if(removed > Some(0));
    reply.count(removed.unwrap_or(0));
    Ok(())
}

fn hincrby(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let (field, step) = (arguments.get(1), integer(arguments.get(2))?);
    // A hash made for a field that then cannot be counted stays empty, and so vanishes.
    let sum = context
        .database()
        .upsert(arguments.get(0), |hash: &mut Hash| {
            let before = match hash.get(field) {
                Some(value) => parse_integer(value).ok_or("ERR hash value is not an integer")?,
                None => 0,
            };
            let sum = before.checked_add(step).ok_or(CommandError::Overflow)?;
            hash.insert(field, sum.to_string().into_bytes());
            Ok::<_, CommandError>(sum)
        })??;
    reply.integer(sum);
    Ok(())
}
