//! Sorted sets: ranges by rank and by score, in either direction.

use std::ops::Range;

use super::number::{capitals, integer};
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Protocol, Reply, parse_double};
use crate::store::{Bound, Score, SortedSet, resolve};

commands! {
    "zrange": AtLeast(3), Read, First, zrange, "Returns members by rank or by score.";
    "zrevrange": AtLeast(3), Read, First, zrevrange, "Returns members by rank, backwards.";
    "zrangebyscore": AtLeast(3), Read, First, zrangebyscore, "Returns members by score.";
    "zrevrangebyscore": AtLeast(3), Read, First, zrevrangebyscore, "Returns members by score, backwards.";
    "zcount": Exactly(3), Read, First, zcount, "Returns how many members have scores in a range.";
    "zremrangebyrank": Exactly(3), Write(AsSent), First, zremrangebyrank, "Removes members by rank.";
    "zremrangebyscore": Exactly(3), Write(AsSent), First, zremrangebyscore, "Removes members by score.";
}

/// What to return of a sorted set, and how.
#[derive(Clone, Copy, Debug, Default)]
struct Options {
    /// The bounds are scores; otherwise they are ranks.
    by_score: bool,
    /// From the highest to the lowest, the bounds and the limit included.
    reversed: bool,
    /// Scores stand behind the members.
    with_scores: bool,
    /// How many members to leave out, and how many to return; a negative number means all.
    limit: Option<(i64, i64)>,
}

impl Options {
    /// Reads what follows the two bounds of any of the commands.
    fn read(mut self, mut options: Arguments<'_>) -> Result<Self, CommandError> {
        while options.len() > 0 {
            let used = match capitals(options.get(0)).as_slice() {
                b"BYSCORE" => {
                    self.by_score = true;
                    1
                }
                b"REV" => {
                    self.reversed = true;
                    1
                }
                b"WITHSCORES" => {
                    self.with_scores = true;
                    1
                }
                b"LIMIT" if options.len() > 2 => {
                    self.limit = Some((integer(options.get(1))?, integer(options.get(2))?));
                    3
                }
                _ => return Err(CommandError::Syntax),
            };
            options = options.skip(used);
        }
        if self.limit.is_some() && !self.by_score {
            return Err(
                "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX"
                    .into(),
            );
        }
        Ok(self)
    }

    /// Finds the ranks of the members to return, as counted from the lowest score.
    fn ranks(self, set: &SortedSet, bounds: &Bounds) -> Range<usize> {
        match *bounds {
            Bounds::Ranks(first, last) => {
                let range = resolve(first, last, set.len());
                match self.reversed {
                    true => set.len() - range.end..set.len() - range.start,
                    false => range,
                }
            }
            Bounds::Scores(low, high) => self.limited(set.ranks_between(low, high)),
        }
    }

    /// Cuts a range down to the limit.
    fn limited(self, range: Range<usize>) -> Range<usize> {
        let Some((offset, count)) = self.limit else {
            return range;
        };
        let Ok(offset) = usize::try_from(offset) else {
            return 0..0;
        };
        let offset = offset.min(range.len());
        let count = usize::try_from(count)
            .unwrap_or(usize::MAX)
            .min(range.len() - offset);
        match self.reversed {
            true => range.end - offset - count..range.end - offset,
            false => range.start + offset..range.start + offset + count,
        }
    }
}

/// The two ends of a range.
#[derive(Clone, Copy, Debug)]
enum Bounds {
    /// Ranks, which may count from the end.
    Ranks(i64, i64),
    /// Scores, the lower one first.
    Scores(Bound, Bound),
}

impl Bounds {
    /// Reads ranks.
    fn ranks(first: &[u8], last: &[u8]) -> Result<Self, CommandError> {
        Ok(Self::Ranks(integer(first)?, integer(last)?))
    }

    /// Reads scores, the lower one first.
    fn scores(low: &[u8], high: &[u8]) -> Result<Self, CommandError> {
        Ok(Self::Scores(bound(low)?, bound(high)?))
    }
}

/// Reads a score that may be excluded by a parenthesis before it.
fn bound(text: &[u8]) -> Result<Bound, CommandError> {
    let (make, number): (fn(Score) -> Bound, _) = match text {
        [b'(', number @ ..] => (Bound::Excluded, number),
        number => (Bound::Included, number),
    };
    let score = parse_double(number).and_then(Score::new);
    score
        .map(make)
        .ok_or_else(|| "ERR min or max is not a float".into())
}

fn zrange(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let options = Options::default().read(arguments.skip(3))?;
    let (first, last) = (arguments.get(1), arguments.get(2));
    let bounds = match (options.by_score, options.reversed) {
        (false, _) => Bounds::ranks(first, last)?,
        (true, false) => Bounds::scores(first, last)?,
        (true, true) => Bounds::scores(last, first)?,
    };
    range(context, arguments.get(0), options, bounds, reply)
}

fn zrevrange(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let options = Options {
        reversed: true,
        ..Options::default()
    }
    .read(arguments.skip(3))?;
    let bounds = Bounds::ranks(arguments.get(1), arguments.get(2))?;
    range(context, arguments.get(0), options, bounds, reply)
}

fn zrangebyscore(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    reply: &mut Reply<'_>,
) -> Done {
    let options = Options {
        by_score: true,
        ..Options::default()
    }
    .read(arguments.skip(3))?;
    let bounds = Bounds::scores(arguments.get(1), arguments.get(2))?;
    range(context, arguments.get(0), options, bounds, reply)
}

fn zrevrangebyscore(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    reply: &mut Reply<'_>,
) -> Done {
    let options = Options {
        by_score: true,
        reversed: true,
        ..Options::default()
    }
    .read(arguments.skip(3))?;
    let bounds = Bounds::scores(arguments.get(2), arguments.get(1))?;
    range(context, arguments.get(0), options, bounds, reply)
}

/// Replies with a range of members, with or without their scores.
fn range(
    context: &mut Context<'_>,
    key: &[u8],
    options: Options,
    bounds: Bounds,
    reply: &mut Reply<'_>,
) -> Done {
    let Some(set) = context.database().read::<SortedSet>(key)? else {
        reply.array(0);
        return Ok(());
    };
    let ranks = options.ranks(set, &bounds);
    let pairs = options.with_scores && reply.protocol() == Protocol::Resp3;
    let flat = options.with_scores && !pairs;
    reply.array(if flat { ranks.len() * 2 } else { ranks.len() });
    let mut write = |(member, score): (_, Score)| {
        if pairs {
            reply.array(2);
        }
        reply.bulk(member);
        if options.with_scores {
            reply.double(score.get());
        }
    };
    match options.reversed {
        true => set.range(ranks).rev().for_each(&mut write),
        false => set.range(ranks).for_each(&mut write),
    }
    Ok(())
}

fn zcount(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let bounds = Bounds::scores(arguments.get(1), arguments.get(2))?;
    let set = context.database().read::<SortedSet>(arguments.get(0))?;
    reply.count(set.map_or(0, |set| Options::default().ranks(set, &bounds).len()));
    Ok(())
}

fn zremrangebyrank(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    reply: &mut Reply<'_>,
) -> Done {
    let bounds = Bounds::ranks(arguments.get(1), arguments.get(2))?;
    remove(context, arguments.get(0), bounds, reply)
}

fn zremrangebyscore(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    reply: &mut Reply<'_>,
) -> Done {
    let bounds = Bounds::scores(arguments.get(1), arguments.get(2))?;
    remove(context, arguments.get(0), bounds, reply)
}

/// Removes a range of members and replies with their number.
fn remove(context: &mut Context<'_>, key: &[u8], bounds: Bounds, reply: &mut Reply<'_>) -> Done {
    let removed = context.database().update(key, |set: &mut SortedSet| {
        let ranks = Options::default().ranks(set, &bounds);
        let members: Vec<_> = set.range(ranks).map(|(member, _)| member.clone()).collect();
        members.iter().filter(|member| set.remove(member)).count()
    })?;
    context.changed_if(removed > Some(0));
    reply.count(removed.unwrap_or(0));
    Ok(())
}
