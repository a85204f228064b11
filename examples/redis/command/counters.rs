//! Strings that are numbers.

use super::exact::exact_sum;
use super::number::{double, integer};
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply, push_decimal};
use crate::store::Text;

commands! {
    "incr": Exactly(1), Write(AsSent), First, incr, "Adds one to a counter.";
    "decr": Exactly(1), Write(AsSent), First, decr, "Takes one from a counter.";
    "incrby": Exactly(2), Write(AsSent), First, incrby, "Adds to a counter.";
    "decrby": Exactly(2), Write(AsSent), First, decrby, "Takes from a counter.";
    "incrbyfloat": Exactly(2), Write(AsEffect), First, incrbyfloat, "Adds a number with a fraction to a counter.";
}

fn incr(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    add(context, arguments.get(0), 1, reply)
}

fn decr(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    add(context, arguments.get(0), -1, reply)
}

fn incrby(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    add(context, arguments.get(0), integer(arguments.get(1))?, reply)
}

fn decrby(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let step = integer(arguments.get(1))?
        .checked_neg()
        .ok_or(CommandError::from("ERR decrement would overflow"))?;
    add(context, arguments.get(0), step, reply)
}

/// Adds to a counter, in place; the key keeps its deadline.
fn add(context: &mut Context<'_>, key: &[u8], step: i64, reply: &mut Reply<'_>) -> Done {
    let database = context.database();
    let before = match database.read::<Text>(key)? {
        Some(text) => integer(text)?,
        None => 0,
    };
    let sum = before.checked_add(step).ok_or(CommandError::Overflow)?;
    database.upsert(key, |text: &mut Text| {
        text.clear();
        push_decimal(text, sum);
    })?;
    reply.integer(sum);
    Ok(())
}

fn incrbyfloat(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let (key, step) = (arguments.get(0), arguments.get(1));
    let database = context.database();
    let before = match database.read::<Text>(key)? {
        Some(text) => text.as_slice(),
        None => b"0",
    };
    let sum = double(before)? + double(step)?;
    if !sum.is_finite() {
        return Err("ERR increment would produce NaN or Infinity".into());
    }
    // Never with an exponent, so that an integer stays one for the other counters.
    let sum = exact_sum(before, step).unwrap_or_else(|| format!("{sum}"));
    database.upsert(key, |text: &mut Text| {
        text.clear();
        text.extend_from_slice(sum.as_bytes());
    })?;
    // Another build may round another way: what counts is the sum.
    context.record(b"SET", [key, sum.as_bytes(), b"KEEPTTL"]);
    reply.bulk(sum);
    Ok(())
}
