//! Sets, one at a time.

use std::collections::BTreeSet;

use super::number::{count, integer};
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply};
use crate::store::{Generator, Key, Set};

commands! {
    "sadd": AtLeast(2), Write(AsSent), First, sadd, "Adds members and returns how many of them are new.";
    "srem": AtLeast(2), Write(AsSent), First, srem, "Removes members.";
    "smembers": Exactly(1), Read, First, smembers, "Returns all members.";
    "sismember": Exactly(2), Read, First, sismember, "Returns whether a string is a member.";
    "smismember": AtLeast(2), Read, First, smismember, "Returns which strings are members.";
    "scard": Exactly(1), Read, First, scard, "Returns the number of members.";
    "spop": AtLeast(1), Write(AsEffect), First, spop, "Takes members at random.";
    "srandmember": AtLeast(1), Read, First, srandmember, "Returns members at random.";
}

/// How many members at most one reply repeats at random, so that a number alone does not fill the
/// memory.
const MOST_REPEATED: usize = 1 << 20;

fn sadd(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let added = context
        .database()
        .upsert(arguments.get(0), |set: &mut Set| {
            arguments
                .skip(1)
                .iter()
                .filter(|member| set.insert(member, ()).is_none())
                .count()
        })?;
    context.changed_if(added > 0);
    reply.count(added);
    Ok(())
}

fn srem(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let removed = context
        .database()
        .update(arguments.get(0), |set: &mut Set| {
            arguments
                .skip(1)
                .iter()
                .filter(|member| set.remove(member).is_some())
                .count()
        })?;
    context.changed_if(removed > Some(0));
    reply.count(removed.unwrap_or(0));
    Ok(())
}

fn smembers(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let set = context.database().read::<Set>(arguments.get(0))?;
    reply.set(set.map_or(0, Set::len));
    set.into_iter()
        .flat_map(Set::iter)
        .for_each(|(member, ())| reply.bulk(member));
    Ok(())
}

fn sismember(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let set = context.database().read::<Set>(arguments.get(0))?;
    reply.flag(set.is_some_and(|set| set.get(arguments.get(1)).is_some()));
    Ok(())
}

fn smismember(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let set = context.database().read::<Set>(arguments.get(0))?;
    let members = arguments.skip(1);
    reply.array(members.len());
    for member in members.iter() {
        reply.flag(set.is_some_and(|set| set.get(member).is_some()));
    }
    Ok(())
}

fn scard(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    reply.count(
        context
            .database()
            .read::<Set>(arguments.get(0))?
            .map_or(0, Set::len),
    );
    Ok(())
}

fn spop(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let limit = match arguments.len() {
        1 => None,
        2 => Some(count(arguments.get(1))?),
        _ => return Err(CommandError::Syntax),
    };
    let (database, generator) = context.database_and_generator();
    let mut taken = Vec::new();
    let popped = database.update(arguments.get(0), |set: &mut Set| {
        if let Some(limit) = limit {
            reply.set(limit.min(set.len()));
        }
        for _ in 0..limit.unwrap_or(1).min(set.len()) {
            if let Some(position) = set.choose(generator) {
                let (member, ()) = set.remove_at(position);
                reply.bulk(&member);
                taken.push(member);
            }
        }
    })?;
    match (popped, limit) {
        (Some(()), _) => {}
        (None, Some(_)) => reply.set(0),
        (None, None) => reply.null(),
    }
    context.changed_if(!taken.is_empty());
    if !taken.is_empty() {
        let members = taken.iter().map(|member| &**member);
        let arguments: Vec<_> = std::iter::once(arguments.get(0)).chain(members).collect();
        context.record(b"SREM", arguments);
    }
    Ok(())
}

fn srandmember(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let limit = match arguments.len() {
        1 => None,
        2 => Some(integer(arguments.get(1))?),
        _ => return Err(CommandError::Syntax),
    };
    let (database, generator) = context.database_and_generator();
    let set = database.read::<Set>(arguments.get(0))?;
    let Some(limit) = limit else {
        let position = set.and_then(|set| set.choose(generator));
        reply.bulk_or_null(set.zip(position).map(|(set, position)| set.at(position).0));
        return Ok(());
    };
    let chosen = set
        .map(|set| choose(set, limit, generator))
        .transpose()?
        .unwrap_or_default();
    reply.array(chosen.len());
    chosen.into_iter().for_each(|member| reply.bulk(member));
    Ok(())
}

/// Chooses distinct members, up to `limit` of them, or when it is negative, that many with
/// repetition.
fn choose<'a>(
    set: &'a Set,
    limit: i64,
    generator: &mut Generator,
) -> Result<Vec<&'a Key>, CommandError> {
    let wanted = usize::try_from(limit.unsigned_abs()).unwrap_or(usize::MAX);
    if limit < 0 {
        if wanted > MOST_REPEATED {
            return Err("ERR value is out of range".into());
        }
        let pick = |_| set.choose(generator).map(|position| set.at(position).0);
        return Ok((0..wanted).filter_map(pick).collect());
    }
    if wanted >= set.len() {
        return Ok(set.iter().map(|(member, ())| member).collect());
    }
    // Floyd's sample: each step adds one position, without listing them all (Bentley and Floyd,
    // "Programming pearls: a sample of brilliance", 1987).
    let mut positions = BTreeSet::new();
    for last in set.len() - wanted..set.len() {
        let position = generator.below(last + 1);
        if !positions.insert(position) {
            positions.insert(last);
        }
    }
    Ok(positions
        .into_iter()
        .map(|position| set.at(position).0)
        .collect())
}
