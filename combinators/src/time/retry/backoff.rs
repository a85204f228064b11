use std::{num::NonZeroU32, time::Duration};

use anyrt_traits::random::Random;

const FIVE: NonZeroU32 = NonZeroU32::new(5).expect("it is not zero");
const TWO: NonZeroU32 = NonZeroU32::new(2).expect("it is not zero");

/// How often something is tried, and how long the pauses are between.
///
/// The pause after the first failure is [`first`](Self::first); each is [`factor`](Self::factor) times
/// the one before, up to [`longest`](Self::longest); then [`jitter`](Self::jitter) shortens it at random.
/// By default: 5 attempts, 100 ms, doubled, at most 10 s, full jitter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    attempts: NonZeroU32,
    first: Duration,
    factor: NonZeroU32,
    longest: Duration,
    jitter: Jitter,
}

/// How pauses are shortened at random, so that those who failed together do not come back together.
///
/// The names are those of Marc Brooker's *Exponential Backoff And Jitter*.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Jitter {
    /// They are not.
    None,
    /// To anything between half the pause and all of it.
    Equal,
    /// To anything between nothing and all of it.
    #[default]
    Full,
}

impl Backoff {
    /// Makes the default.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            attempts: FIVE,
            first: Duration::from_millis(100),
            factor: TWO,
            longest: Duration::from_secs(10),
            jitter: Jitter::Full,
        }
    }

    /// Sets how many attempts are made at most, the first among them.
    #[must_use]
    pub const fn attempts(mut self, attempts: NonZeroU32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sets the pause after the first failure.
    #[must_use]
    pub const fn first(mut self, pause: Duration) -> Self {
        self.first = pause;
        self
    }

    /// Sets how many times longer each pause is than the one before; 1 makes them equal.
    #[must_use]
    pub const fn factor(mut self, factor: NonZeroU32) -> Self {
        self.factor = factor;
        self
    }

    /// Sets the pause that none exceeds.
    #[must_use]
    pub const fn longest(mut self, pause: Duration) -> Self {
        self.longest = pause;
        self
    }

    /// Sets how pauses are shortened at random.
    #[must_use]
    pub const fn jitter(mut self, jitter: Jitter) -> Self {
        self.jitter = jitter;
        self
    }

    /// Returns the pause after this many failures, `None` if there is to be no further attempt.
    ///
    /// `failures` is at least 1; 0 is taken as 1.
    pub fn pause_after(&self, failures: u32, random: &impl Random) -> Option<Duration> {
        if failures >= self.attempts.get() {
            return None;
        }
        let growth = self.factor.get().checked_pow(failures.saturating_sub(1));
        let pause = growth
            .and_then(|growth| self.first.checked_mul(growth))
            .map_or(self.longest, |pause| pause.min(self.longest));
        // Nothing grows from nothing, however often it is multiplied.
        let pause = if self.first.is_zero() {
            Duration::ZERO
        } else {
            pause
        };
        Some(match self.jitter {
            Jitter::None => pause,
            Jitter::Equal => pause / 2 + fraction(pause - pause / 2, random),
            Jitter::Full => fraction(pause, random),
        })
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Self::new()
    }
}

/// Anything between nothing and `whole`, all equally likely.
fn fraction(whole: Duration, random: &impl Random) -> Duration {
    let mut bytes = [0; 4];
    random.fill_random(&mut bytes);
    // No duration has more than 2^94 nanoseconds, so the product with 32 bits fits.
    let parts = u128::from(u32::from_le_bytes(bytes));
    let nanos = (whole.as_nanos() * parts) >> 32;
    let seconds = u64::try_from(nanos / 1_000_000_000).unwrap_or(u64::MAX);
    let rest = u32::try_from(nanos % 1_000_000_000).unwrap_or(0);
    Duration::new(seconds, rest)
}
