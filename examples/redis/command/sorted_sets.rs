//! Sorted sets: single members, and the two ends.

use super::number::count;
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Protocol, Reply};
use crate::store::{Key, Score, SortedSet};

commands! {
    "zrem": AtLeast(2), Write(AsSent), First, zrem, "Removes members.";
    "zscore": Exactly(2), Read, First, zscore, "Returns the score of a member.";
    "zmscore": AtLeast(2), Read, First, zmscore, "Returns the scores of several members.";
    "zcard": Exactly(1), Read, First, zcard, "Returns the number of members.";
    "zrank": Exactly(2), Read, First, zrank, "Returns how many members have lower scores.";
    "zrevrank": Exactly(2), Read, First, zrevrank, "Returns how many members have higher scores.";
    "zpopmin": AtLeast(1), Write(AsSent), First, zpopmin, "Takes the members with the lowest scores.";
    "zpopmax": AtLeast(1), Write(AsSent), First, zpopmax, "Takes the members with the highest scores.";
}

fn zrem(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let removed = context
        .database()
        .update(arguments.get(0), |set: &mut SortedSet| {
            arguments
                .skip(1)
                .iter()
                .filter(|member| set.remove(member))
                .count()
        })?;
    context.changed_if(removed > Some(0));
    reply.count(removed.unwrap_or(0));
    Ok(())
}

/// Writes a score, or null where there is none.
fn score_or_null(score: Option<Score>, reply: &mut Reply<'_>) {
    match score {
        Some(score) => reply.double(score.get()),
        None => reply.null(),
    }
}

fn zscore(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let set = context.database().read::<SortedSet>(arguments.get(0))?;
    score_or_null(set.and_then(|set| set.score(arguments.get(1))), reply);
    Ok(())
}

fn zmscore(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let set = context.database().read::<SortedSet>(arguments.get(0))?;
    let members = arguments.skip(1);
    reply.array(members.len());
    for member in members.iter() {
        score_or_null(set.and_then(|set| set.score(member)), reply);
    }
    Ok(())
}

fn zcard(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    reply.count(
        context
            .database()
            .read::<SortedSet>(arguments.get(0))?
            .map_or(0, SortedSet::len),
    );
    Ok(())
}

fn zrank(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let set = context.database().read::<SortedSet>(arguments.get(0))?;
    match set.and_then(|set| set.rank(arguments.get(1))) {
        Some(rank) => reply.count(rank),
        None => reply.null(),
    }
    Ok(())
}

fn zrevrank(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let set = context.database().read::<SortedSet>(arguments.get(0))?;
    match set.and_then(|set| Some(set.len() - 1 - set.rank(arguments.get(1))?)) {
        Some(rank) => reply.count(rank),
        None => reply.null(),
    }
    Ok(())
}

fn zpopmin(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    pop(context, arguments, SortedSet::pop_first, reply)
}

fn zpopmax(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    pop(context, arguments, SortedSet::pop_last, reply)
}

/// Takes one member, or up to so many as the second argument says.
fn pop(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    take: fn(&mut SortedSet) -> Option<(Key, Score)>,
    reply: &mut Reply<'_>,
) -> Done {
    let limit = match arguments.len() {
        1 => None,
        2 => Some(count(arguments.get(1))?),
        _ => return Err(CommandError::Syntax),
    };
    // Only the third version of the protocol, asked for several, gets pairs.
    let pairs = limit.is_some() && reply.protocol() == Protocol::Resp3;
    let popped = context
        .database()
        .update(arguments.get(0), |set: &mut SortedSet| {
            let number = limit.unwrap_or(1).min(set.len());
            reply.array(if pairs { number } else { number * 2 });
            for (member, score) in (0..number).map_while(|_| take(set)) {
                if pairs {
                    reply.array(2);
                }
                reply.bulk(member);
                reply.double(score.get());
            }
            number
        })?;
    context.changed_if(popped > Some(0));
    if popped.is_none() {
        reply.array(0);
    }
    Ok(())
}
