//! Parts of strings.

use super::number::integer;
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply};
use crate::store::{Text, resolve};

commands! {
    "append": Exactly(2), Write(AsSent), First, append, "Appends to a string and returns its length.";
    "strlen": Exactly(1), Read, First, strlen, "Returns the length of a string.";
    "getrange": Exactly(3), Read, First, getrange, "Returns a part of a string.";
    "substr": Exactly(3), Read, First, getrange, "Returns a part of a string.";
    "setrange": Exactly(3), Write(AsSent), First, setrange, "Overwrites a part of a string.";
}

/// The length of the longest string, in bytes.
const LONGEST: usize = 512 * 1024 * 1024;

/// What a longer string is answered with.
const TOO_LONG: &str = "ERR string exceeds maximum allowed size (proto-max-bulk-len)";

fn append(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let (key, tail) = (arguments.get(0), arguments.get(1));
    let before = context.database().read::<Text>(key)?.map_or(0, Vec::len);
    if before + tail.len() > LONGEST {
        return Err(TOO_LONG.into());
    }
    reply.count(context.database().upsert(key, |text: &mut Text| {
        text.extend_from_slice(tail);
        text.len()
    })?);
    Ok(())
}

fn strlen(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    reply.count(
        context
            .database()
            .read::<Text>(arguments.get(0))?
            .map_or(0, Vec::len),
    );
    Ok(())
}

fn getrange(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let (first, last) = (integer(arguments.get(1))?, integer(arguments.get(2))?);
    match context.database().read::<Text>(arguments.get(0))? {
        Some(text) => {
            // As in Redis, an end before the beginning stands for the first byte.
            let length = i64::try_from(text.len()).unwrap_or(i64::MAX);
            let contradiction = first < 0 && last < 0 && first > last;
            let last = if contradiction {
                last
            } else {
                last.max(-length)
            };
            reply.bulk(&text[resolve(first, last, text.len())]);
        }
        None => reply.bulk(""),
    }
    Ok(())
}

fn setrange(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let (key, part) = (arguments.get(0), arguments.get(2));
    let offset = usize::try_from(integer(arguments.get(1))?)
        .map_err(|_| CommandError::from("ERR offset is out of range"))?;
    let before = context.database().read::<Text>(key)?.map_or(0, Vec::len);
    if part.is_empty() {
        reply.count(before);
        return Ok(());
    }
    let end = offset.saturating_add(part.len());
    if end > LONGEST {
        return Err(TOO_LONG.into());
    }
    reply.count(context.database().upsert(key, |text: &mut Text| {
        text.resize(text.len().max(end), 0);
        text[offset..end].copy_from_slice(part);
        text.len()
    })?);
    Ok(())
}
