//! When keys expire.

use super::number::{capitals, integer};
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply};

commands! {
    "expire": AtLeast(2), Write(AsEffect), First, expire, "Lets a key expire after some seconds.";
    "pexpire": AtLeast(2), Write(AsEffect), First, pexpire, "Lets a key expire after some milliseconds.";
    "expireat": AtLeast(2), Write(AsEffect), First, expireat, "Lets a key expire at a Unix time in seconds.";
    "pexpireat": AtLeast(2), Write(AsEffect), First, pexpireat, "Lets a key expire at a Unix time in milliseconds.";
    "persist": Exactly(1), Write(AsSent), First, persist, "Lets a key expire no more.";
    "ttl": Exactly(1), Read, First, ttl, "Returns after how many seconds a key expires.";
    "pttl": Exactly(1), Read, First, pttl, "Returns after how many milliseconds a key expires.";
    "expiretime": Exactly(1), Read, First, expiretime, "Returns the Unix time in seconds at which a key expires.";
    "pexpiretime": Exactly(1), Read, First, pexpiretime, "Returns the Unix time in milliseconds at which a key expires.";
}

/// Milliseconds in a second.
const SECOND: i64 = 1000;

/// What there is to tell of a key that does not expire.
const NO_DEADLINE: i64 = -1;

/// What there is to tell of a key that does not exist.
const NO_KEY: i64 = -2;

fn expire(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let now = signed(context.now);
    set_deadline(context, arguments, SECOND, now, "expire", reply)
}

fn pexpire(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let now = signed(context.now);
    set_deadline(context, arguments, 1, now, "pexpire", reply)
}

fn expireat(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    set_deadline(context, arguments, SECOND, 0, "expireat", reply)
}

fn pexpireat(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    set_deadline(context, arguments, 1, 0, "pexpireat", reply)
}

/// Lets a key expire a number of units after `base`; a time in the past removes it at once.
fn set_deadline(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    unit: i64,
    base: i64,
    command: &'static str,
    reply: &mut Reply<'_>,
) -> Done {
    let condition = Condition::read(arguments.skip(2))?;
    let deadline = integer(arguments.get(1))?
        .checked_mul(unit)
        .and_then(|span| base.checked_add(span))
        .ok_or(CommandError::InvalidExpiry(command))?;
    // Everything before the epoch is equally past.
    let deadline = u64::try_from(deadline).unwrap_or(0);
    let key = arguments.get(0);
    let database = context.database();
    let allowed = database
        .deadline(key)
        .is_some_and(|before| condition.allows(before, deadline));
    reply.flag(allowed && expire_at(context, key, deadline));
    Ok(())
}

/// Lets a key expire at a time, in milliseconds since the Unix epoch, and records it; returns whether
/// there is such a key.
pub(super) fn expire_at(context: &mut Context<'_>, key: &[u8], deadline: u64) -> bool {
    let database = context.database();
    if !database.set_deadline(key, Some(deadline)) {
        return false;
    }
    // A deadline in the past has removed the key.
    match database.contains(key) {
        true => context.record(b"PEXPIREAT", [key, deadline.to_string().as_bytes()]),
        false => context.record(b"DEL", [key]),
    }
    true
}

/// When a new deadline takes the place of what was before.
#[derive(Clone, Copy, Debug, Default)]
struct Condition {
    /// If there was none.
    if_none: bool,
    /// If there was one.
    if_some: bool,
    /// If the new one is later; none at all is the latest.
    if_later: bool,
    /// If the new one is earlier.
    if_earlier: bool,
}

impl Condition {
    /// Reads the options.
    fn read(options: Arguments<'_>) -> Result<Self, CommandError> {
        let mut condition = Self::default();
        for option in options.iter() {
            match capitals(option).as_slice() {
                b"NX" => condition.if_none = true,
                b"XX" => condition.if_some = true,
                b"GT" => condition.if_later = true,
                b"LT" => condition.if_earlier = true,
                _ => {
                    let option = String::from_utf8_lossy(option);
                    return Err(format!("ERR Unsupported option {option}").into());
                }
            }
        }
        if condition.if_none && (condition.if_some || condition.if_later || condition.if_earlier) {
            return Err(
                "ERR NX and XX, GT or LT options at the same time are not compatible".into(),
            );
        }
        if condition.if_later && condition.if_earlier {
            return Err("ERR GT and LT options at the same time are not compatible".into());
        }
        Ok(condition)
    }

    /// Decides on a new deadline.
    fn allows(self, before: Option<u64>, after: u64) -> bool {
        let latest = before.unwrap_or(u64::MAX);
        !(self.if_none && before.is_some()
            || self.if_some && before.is_none()
            || self.if_later && after <= latest
            || self.if_earlier && after >= latest)
    }
}

fn persist(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let key = arguments.get(0);
    let database = context.database();
    reply.flag(database.deadline(key).flatten().is_some() && database.set_deadline(key, None));
    Ok(())
}

fn ttl(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let now = signed(context.now);
    tell(context, arguments, reply, |deadline| {
        (deadline - now + SECOND / 2) / SECOND
    })
}

fn pttl(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let now = signed(context.now);
    tell(context, arguments, reply, |deadline| deadline - now)
}

fn expiretime(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    tell(context, arguments, reply, |deadline| {
        (deadline + SECOND / 2) / SECOND
    })
}

fn pexpiretime(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    tell(context, arguments, reply, |deadline| deadline)
}

/// Replies with what `show` makes of a key's deadline.
fn tell(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    reply: &mut Reply<'_>,
    show: impl Fn(i64) -> i64,
) -> Done {
    reply.integer(match context.database().deadline(arguments.get(0)) {
        Some(Some(deadline)) => show(signed(deadline)),
        Some(None) => NO_DEADLINE,
        None => NO_KEY,
    });
    Ok(())
}

/// Returns a time as a number that may be subtracted from.
fn signed(time: u64) -> i64 {
    i64::try_from(time).unwrap_or(i64::MAX)
}
