//! Sorted sets: setting and raising scores.

use super::number::{capitals, double};
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply};
use crate::store::{Score, SortedSet};

commands! {
    "zadd": AtLeast(3), Write(AsSent), First, zadd, "Sets the scores of members, with options for conditions.";
    "zincrby": Exactly(3), Write(AsSent), First, zincrby, "Raises the score of a member and returns it.";
}

/// The options of `ZADD`.
#[derive(Clone, Copy, Debug, Default)]
struct Options {
    /// Members that exist stay as they are.
    only_new: bool,
    /// Members that do not exist stay away.
    only_known: bool,
    /// Scores only rise.
    only_greater: bool,
    /// Scores only fall.
    only_less: bool,
    /// The reply counts changed members and not only new ones.
    counts_changes: bool,
    /// The score is added to the one before, and the sum is the reply.
    increments: bool,
}

impl Options {
    /// Reads the options and returns them with what follows.
    fn read(mut arguments: Arguments<'_>) -> Result<(Self, Arguments<'_>), CommandError> {
        let mut options = Self::default();
        while arguments.len() > 0 {
            match capitals(arguments.get(0)).as_slice() {
                b"NX" => options.only_new = true,
                b"XX" => options.only_known = true,
                b"GT" => options.only_greater = true,
                b"LT" => options.only_less = true,
                b"CH" => options.counts_changes = true,
                b"INCR" => options.increments = true,
                _ => break,
            }
            arguments = arguments.skip(1);
        }
        if arguments.len() == 0 || !arguments.len().is_multiple_of(2) {
            return Err(CommandError::Syntax);
        }
        if options.only_new && options.only_known {
            return Err("ERR XX and NX options at the same time are not compatible".into());
        }
        let directions = u8::from(options.only_greater) + u8::from(options.only_less);
        if directions + u8::from(options.only_new) > 1 {
            return Err("ERR GT, LT, and/or NX options at the same time are not compatible".into());
        }
        if options.increments && arguments.len() > 2 {
            return Err("ERR INCR option supports a single increment-element pair".into());
        }
        Ok((options, arguments))
    }

    /// Decides on the score of a member; `None` leaves things as they are.
    fn decide(self, before: Option<Score>, given: f64) -> Result<Option<Score>, CommandError> {
        let Some(before) = before else {
            return if self.only_known {
                Ok(None)
            } else {
                score(given).map(Some)
            };
        };
        if self.only_new {
            return Ok(None);
        }
        let after = score(if self.increments {
            before.get() + given
        } else {
            given
        })?;
        let refused = self.only_greater && after <= before || self.only_less && after >= before;
        Ok((!refused).then_some(after))
    }
}

/// Makes a score of a number.
fn score(value: f64) -> Result<Score, CommandError> {
    Score::new(value).ok_or_else(|| "ERR resulting score is not a number (NaN)".into())
}

fn zadd(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let (options, pairs) = Options::read(arguments.skip(1))?;
    let given = pairs
        .pairs()
        .map(|(score, member)| Ok((double(score)?, member)))
        .collect::<Result<Vec<_>, CommandError>>()?;
    apply(context, arguments.get(0), options, &given, reply)
}

fn zincrby(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let options = Options {
        increments: true,
        ..Options::default()
    };
    let given = [(double(arguments.get(1))?, arguments.get(2))];
    apply(context, arguments.get(0), options, &given, reply)
}

/// Sets or raises scores, and replies with a number of members or with the one score.
fn apply(
    context: &mut Context<'_>,
    key: &[u8],
    options: Options,
    given: &[(f64, &[u8])],
    reply: &mut Reply<'_>,
) -> Done {
    let (mut added, mut changed, mut last) = (0, 0, None);
    // Only an increment can fail, and it comes alone: an error leaves nothing half done.
    context.database().upsert(key, |set: &mut SortedSet| {
        for (value, member) in given {
            let before = set.score(member);
            last = options.decide(before, *value)?;
            if let Some(after) = last {
                set.insert(member, after);
                added += usize::from(before.is_none());
                changed += usize::from(before != Some(after));
            }
        }
        Ok::<_, CommandError>(())
    })??;
    context.changed_if(changed > 0);
    match last {
        _ if !options.increments => reply.count(if options.counts_changes {
            changed
        } else {
            added
        }),
        Some(score) => reply.double(score.get()),
        None => reply.null(),
    }
    Ok(())
}
