use std::time::{Duration, Instant};

/// What becomes of the schedule of an [`Interval`](super::Interval) whose ticks were missed.
///
/// A tick is missed when it is taken at a time at which the next one is due already. A tick that is
/// later than its time, but not by a whole period, changes nothing under any policy.
///
/// With a period of 10, a tick due at 20 and taken at 45 is followed by ticks that are due at
///
/// | | | |
/// |---|---|---|
/// | `Burst` | 30, 40, 50, 60 | each missed tick is given, at once |
/// | `Delay` | 55, 65, 75 | the schedule begins anew when the late tick is taken |
/// | `Skip` | 50, 60, 70 | the missed ticks are left out, the schedule stays |
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MissedTick {
    /// Gives the missed ticks one after the other without waiting, so that their number is right.
    #[default]
    Burst,
    /// Waits a whole period from when the late tick was taken.
    Delay,
    /// Leaves the missed ticks out and waits for the next of the schedule that is yet to come.
    Skip,
}

impl MissedTick {
    /// Returns when the tick after the one due at `due` is due, `None` meaning never.
    pub(super) fn next(self, due: Instant, now: Instant, period: Duration) -> Option<Instant> {
        let following = due.checked_add(period)?;
        if now < following {
            return Some(following);
        }
        match self {
            Self::Burst => Some(following),
            Self::Delay => now.checked_add(period),
            Self::Skip => now.checked_add(period - since_tick(now.duration_since(due), period)),
        }
    }
}

/// The time since the last tick of the schedule, `late` after one of them; less than a period.
fn since_tick(late: Duration, period: Duration) -> Duration {
    const NANOS: u128 = 1_000_000_000;
    let rest = late.as_nanos() % period.as_nanos();
    let seconds = u64::try_from(rest / NANOS).unwrap_or(u64::MAX);
    let nanos = u32::try_from(rest % NANOS).unwrap_or(0);
    Duration::new(seconds, nanos)
}
