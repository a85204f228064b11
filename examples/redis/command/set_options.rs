//! The options of `SET` and `GETEX`.

use super::CommandError;
use super::number::{capitals, integer};
use crate::resp::Arguments;

/// When `SET` sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// In any case.
    Always,
    /// If there is no such key yet.
    IfAbsent,
    /// If there is such a key.
    IfPresent,
}

/// How long the value lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lifetime {
    /// It does not expire.
    Forever,
    /// As long as what the key held would have lived.
    Kept,
    /// Until a time in milliseconds since the Unix epoch.
    Until(u64),
}

/// The options of `SET`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SetOptions {
    /// When to set.
    pub(super) condition: Condition,
    /// How long the value lives.
    pub(super) lifetime: Lifetime,
    /// Whether the reply is the value before.
    pub(super) returns_old: bool,
}

impl SetOptions {
    /// Reads what follows the value in `SET`.
    ///
    /// # Errors
    ///
    /// An unknown option, two that contradict each other, or a time that is none.
    pub(super) fn read(mut options: Arguments<'_>, now: u64) -> Result<Self, CommandError> {
        let (mut condition, mut lifetime, mut returns_old) = (None, None, false);
        let mut until = None;
        while options.len() > 0 {
            let used = match capitals(options.get(0)).as_slice() {
                b"NX" if condition != Some(Condition::IfPresent) => {
                    condition = Some(Condition::IfAbsent);
                    1
                }
                b"XX" if condition != Some(Condition::IfAbsent) => {
                    condition = Some(Condition::IfPresent);
                    1
                }
                b"GET" => {
                    returns_old = true;
                    1
                }
                b"KEEPTTL" if until.is_none() => {
                    lifetime = Some(Lifetime::Kept);
                    1
                }
                b"EX" | b"PX" | b"EXAT" | b"PXAT"
                    if lifetime.is_none() && until.is_none() && options.len() > 1 =>
                {
                    until = Some((options.get(0), options.get(1)));
                    2
                }
                _ => return Err(CommandError::Syntax),
            };
            options = options.skip(used);
        }
        // The time is read last: an error in the options comes first.
        if let Some((word, time)) = until {
            lifetime = Some(read_until(&capitals(word), time, now, "set")?);
        }
        Ok(Self {
            condition: condition.unwrap_or(Condition::Always),
            lifetime: lifetime.unwrap_or(Lifetime::Forever),
            returns_old,
        })
    }

    /// Reads what follows the key in `GETEX`.
    ///
    /// # Errors
    ///
    /// An unknown option, more than one, or a time that is none.
    pub(super) fn read_getex(options: Arguments<'_>, now: u64) -> Result<Lifetime, CommandError> {
        match options.len() {
            0 => Ok(Lifetime::Kept),
            1 if options.get(0).eq_ignore_ascii_case(b"PERSIST") => Ok(Lifetime::Forever),
            2 => read_until(&capitals(options.get(0)), options.get(1), now, "getex"),
            _ => Err(CommandError::Syntax),
        }
    }
}

/// Reads one of the four spellings of a time.
fn read_until(
    word: &[u8],
    time: &[u8],
    now: u64,
    command: &'static str,
) -> Result<Lifetime, CommandError> {
    let (unit, base) = match word {
        b"EX" => (1000, now),
        b"PX" => (1, now),
        b"EXAT" => (1000, 0),
        b"PXAT" => (1, 0),
        _ => return Err(CommandError::Syntax),
    };
    read_lifetime(integer(time)?, unit, base, command).map(Lifetime::Until)
}

/// Turns a positive number of units, each so many milliseconds, into a time after `base`.
///
/// # Errors
///
/// [`CommandError::InvalidExpiry`] when the number is not positive or the time beyond 64 bits.
pub(super) fn read_lifetime(
    number: i64,
    unit: i64,
    base: u64,
    command: &'static str,
) -> Result<u64, CommandError> {
    number
        .checked_mul(unit)
        .and_then(|span| u64::try_from(span).ok())
        .filter(|span| *span > 0)
        .and_then(|span| base.checked_add(span))
        .filter(|deadline| i64::try_from(*deadline).is_ok())
        .ok_or(CommandError::InvalidExpiry(command))
}
