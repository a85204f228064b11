//! Going through a collection in small steps, while others change it.
//!
//! The guarantee and its proof are with [`IndexedMap::scan`](crate::store::IndexedMap::scan).

use super::number::{capitals, integer};
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply, format_double};
use crate::store::{Hash, Set, SortedSet, matches};

commands! {
    "scan": AtLeast(1), Read, None, scan, "Returns some of the keys and where to go on.";
    "hscan": AtLeast(2), Read, First, hscan, "Returns some fields of a hash and where to go on.";
    "sscan": AtLeast(2), Read, First, sscan, "Returns some members of a set and where to go on.";
    "zscan": AtLeast(2), Read, First, zscan, "Returns some members of a sorted set and where to go on.";
}

/// The number of entries that a step looks at unless the client says otherwise.
const USUAL_COUNT: usize = 10;

/// What a step of a scan looks for.
#[derive(Clone, Copy, Debug)]
struct Step<'a> {
    /// Where to go on, zero being the beginning.
    cursor: u64,
    /// How many entries to look at.
    count: usize,
    /// Which names to return.
    pattern: Option<&'a [u8]>,
    /// Which types to return.
    type_name: Option<&'a [u8]>,
}

impl<'a> Step<'a> {
    /// Reads the cursor and the options.
    fn read(arguments: Arguments<'a>) -> Result<Self, CommandError> {
        let cursor = std::str::from_utf8(arguments.get(0))
            .ok()
            .and_then(|text| text.parse().ok());
        let mut step = Self {
            cursor: cursor.ok_or("ERR invalid cursor")?,
            count: USUAL_COUNT,
            pattern: None,
            type_name: None,
        };
        let options = arguments.skip(1);
        if !options.len().is_multiple_of(2) {
            return Err(CommandError::Syntax);
        }
        for (option, value) in options.pairs() {
            match capitals(option).as_slice() {
                b"MATCH" => step.pattern = Some(value),
                b"TYPE" => step.type_name = Some(value),
                b"COUNT" => {
                    let count = usize::try_from(integer(value)?).unwrap_or(0);
                    step.count = if count > 0 {
                        count
                    } else {
                        return Err(CommandError::Syntax);
                    };
                }
                _ => return Err(CommandError::Syntax),
            }
        }
        Ok(step)
    }

    /// Returns whether a name is asked for.
    fn wants(&self, name: &[u8]) -> bool {
        self.pattern.is_none_or(|pattern| matches(pattern, name))
    }

    /// Returns whether a type is asked for.
    fn wants_type(&self, name: &str) -> bool {
        self.type_name
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(name.as_bytes()))
    }
}

/// Replies with the cursor for the next step and what this one found.
fn finish<T: AsRef<[u8]>>(next: u64, found: Vec<T>, reply: &mut Reply<'_>) -> Done {
    reply.array(2);
    reply.bulk(next.to_string());
    reply.array(found.len());
    found.into_iter().for_each(|item| reply.bulk(item));
    Ok(())
}

fn scan(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let step = Step::read(arguments)?;
    let (next, entries) = context.database().scan(step.cursor, step.count);
    let found = entries
        .filter(|(key, value)| step.wants(key) && step.wants_type(value.type_name()))
        .map(|(key, _)| key)
        .collect();
    finish(next, found, reply)
}

fn hscan(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let step = Step::read(arguments.skip(1))?;
    let hash = context.database().read::<Hash>(arguments.get(0))?;
    let (next, entries) = hash.map_or((0, &[][..]), |hash| hash.scan(step.cursor, step.count));
    let found = entries
        .iter()
        .filter(|(field, _)| step.wants(field))
        .flat_map(|(field, value)| [&**field, value])
        .collect();
    finish(next, found, reply)
}

fn sscan(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let step = Step::read(arguments.skip(1))?;
    let set = context.database().read::<Set>(arguments.get(0))?;
    let (next, entries) = set.map_or((0, &[][..]), |set| set.scan(step.cursor, step.count));
    let found = entries
        .iter()
        .map(|(member, ())| member)
        .filter(|member| step.wants(member));
    finish(next, found.collect(), reply)
}

fn zscan(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let step = Step::read(arguments.skip(1))?;
    let set = context.database().read::<SortedSet>(arguments.get(0))?;
    let (next, entries) = set.map_or((0, &[][..]), |set| set.scan(step.cursor, step.count));
    let found = entries
        .iter()
        .filter(|(member, _)| step.wants(member))
        .flat_map(|(member, score)| [member.to_vec(), format_double(score.get()).into_bytes()])
        .collect();
    finish(next, found, reply)
}
