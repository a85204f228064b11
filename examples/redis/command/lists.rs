//! Lists.

use super::number::{capitals, count, integer};
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply};
use crate::store::{End, List, resolve};

commands! {
    "lpush": AtLeast(2), Write(AsSent), First, lpush, "Puts elements before a list and returns its length.";
    "rpush": AtLeast(2), Write(AsSent), First, rpush, "Puts elements behind a list and returns its length.";
    "lpushx": AtLeast(2), Write(AsSent), First, lpushx, "Puts elements before a list that exists.";
    "rpushx": AtLeast(2), Write(AsSent), First, rpushx, "Puts elements behind a list that exists.";
    "lpop": AtLeast(1), Write(AsSent), First, lpop, "Takes elements from the front of a list.";
    "rpop": AtLeast(1), Write(AsSent), First, rpop, "Takes elements from the back of a list.";
    "llen": Exactly(1), Read, First, llen, "Returns the length of a list.";
    "lrange": Exactly(3), Read, First, lrange, "Returns a part of a list.";
    "lindex": Exactly(2), Read, First, lindex, "Returns one element of a list.";
    "lset": Exactly(3), Write(AsSent), First, lset, "Replaces one element of a list.";
    "ltrim": Exactly(3), Write(AsSent), First, ltrim, "Cuts a list down to a part of it.";
    "lrem": Exactly(3), Write(AsSent), First, lrem, "Removes elements by their value.";
    "linsert": Exactly(4), Write(AsSent), First, linsert, "Puts an element beside another one.";
}

fn lpush(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    push(context, arguments, End::Front, reply)
}

fn rpush(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    push(context, arguments, End::Back, reply)
}

fn lpushx(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    push_if_present(context, arguments, End::Front, reply)
}

fn rpushx(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    push_if_present(context, arguments, End::Back, reply)
}

/// Adds elements, one after the other, to a list that is made if there is none.
fn push(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    end: End,
    reply: &mut Reply<'_>,
) -> Done {
    reply.count(
        context
            .database()
            .upsert(arguments.get(0), |list: &mut List| {
                arguments
                    .skip(1)
                    .iter()
                    .for_each(|element| end.push(list, element.into()));
                list.len()
            })?,
    );
    Ok(())
}

/// Adds elements to a list if there is one.
fn push_if_present(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    end: End,
    reply: &mut Reply<'_>,
) -> Done {
    if context.database().read::<List>(arguments.get(0))?.is_some() {
        return push(context, arguments, end, reply);
    }
    reply.integer(0);
    Ok(())
}

fn lpop(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    pop(context, arguments, End::Front, "lpop", reply)
}

fn rpop(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    pop(context, arguments, End::Back, "rpop", reply)
}

/// Takes one element, or an array of up to so many as the second argument says.
fn pop(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    end: End,
    command: &'static str,
    reply: &mut Reply<'_>,
) -> Done {
    let key = arguments.get(0);
    let database = context.database();
    match arguments.len() {
        1 => {
            let element = database.update(key, |list: &mut List| end.pop(list))?;
            reply.bulk_or_null(element.flatten());
        }
        2 => {
            let limit = count(arguments.get(1))?;
            let popped = database.update(key, |list: &mut List| {
                let popped = limit.min(list.len());
                reply.array(popped);
                for _ in 0..limit {
                    let Some(element) = end.pop(list) else { break };
                    reply.bulk(element);
                }
                popped
            })?;
            context.changed_if(popped > Some(0));
            if popped.is_none() {
                reply.null_array();
            }
        }
        _ => return Err(CommandError::WrongArity(command.into())),
    }
    Ok(())
}

fn llen(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    reply.count(
        context
            .database()
            .read::<List>(arguments.get(0))?
            .map_or(0, List::len),
    );
    Ok(())
}

fn lrange(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let (first, last) = (integer(arguments.get(1))?, integer(arguments.get(2))?);
    let Some(list) = context.database().read::<List>(arguments.get(0))? else {
        reply.array(0);
        return Ok(());
    };
    let range = resolve(first, last, list.len());
    reply.array(range.len());
    list.range(range).for_each(|element| reply.bulk(element));
    Ok(())
}

/// Turns an index that may count from the end into one that does not, if the list reaches so far.
fn position(list: &List, index: i64) -> Option<usize> {
    let range = resolve(index, index, list.len());
    (!range.is_empty()).then_some(range.start)
}

fn lindex(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let index = integer(arguments.get(1))?;
    let list = context.database().read::<List>(arguments.get(0))?;
    reply.bulk_or_null(list.and_then(|list| list.get(position(list, index)?)));
    Ok(())
}

fn lset(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let index = integer(arguments.get(1))?;
    let set = context
        .database()
        .update(arguments.get(0), |list: &mut List| {
            let position = position(list, index)?;
            list[position] = arguments.get(2).into();
            Some(())
        })?;
    match set {
        None => return Err(CommandError::NoSuchKey),
        Some(None) => return Err("ERR index out of range".into()),
        Some(Some(())) => reply.ok(),
    }
    Ok(())
}

fn ltrim(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let (first, last) = (integer(arguments.get(1))?, integer(arguments.get(2))?);
    context
        .database()
        .update(arguments.get(0), |list: &mut List| {
            let kept = resolve(first, last, list.len());
            list.truncate(kept.end);
            drop(list.drain(..kept.start));
        })?;
    reply.ok();
    Ok(())
}

fn lrem(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let (limit, element) = (integer(arguments.get(1))?, arguments.get(2));
    let removed = context
        .database()
        .update(arguments.get(0), |list: &mut List| {
            let before = list.len();
            let mut left = match limit.unsigned_abs() {
                0 => u64::MAX,
                limit => limit,
            };
            let mut keeps = |other: &[u8]| {
                let goes = left > 0 && *other == *element;
                left -= u64::from(goes);
                !goes
            };
            if limit >= 0 {
                list.retain(|other| keeps(other));
            } else {
                let backwards = std::mem::take(list).into_iter().rev();
                *list = backwards.filter(|other| keeps(other)).collect();
                list.make_contiguous().reverse();
            }
            before - list.len()
        })?;
    context.changed_if(removed > Some(0));
    reply.count(removed.unwrap_or(0));
    Ok(())
}

fn linsert(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let offset = match capitals(arguments.get(1)).as_slice() {
        b"BEFORE" => 0,
        b"AFTER" => 1,
        _ => return Err(CommandError::Syntax),
    };
    let (pivot, element) = (arguments.get(2), arguments.get(3));
    let length = context
        .database()
        .update(arguments.get(0), |list: &mut List| {
            let at = list.iter().position(|other| **other == *pivot)?;
            list.insert(at + offset, element.into());
            i64::try_from(list.len()).ok()
        })?;
    context.changed_if(length.flatten().is_some());
    reply.integer(length.map_or(0, |found| found.unwrap_or(-1)));
    Ok(())
}
