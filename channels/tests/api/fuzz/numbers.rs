use std::{env, panic::catch_unwind};

/// The numbers of a seed (xorshift64*, Vigna).
pub(super) struct Numbers(u64);

impl Numbers {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Others, which these decide.
    pub(super) fn fork(&mut self) -> Self {
        Self::new(self.below(usize::MAX) as u64)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).expect("it has 31 bits") % end
    }
}

/// Runs `code` with many seeds, and names the one that fails.
///
/// `ANYRT_SEEDS` in the environment says how many they are, `ANYRT_SEED` which one is run alone.
pub(super) fn with_seeds(code: fn(Numbers)) {
    let seeds = match (variable("ANYRT_SEED"), variable("ANYRT_SEEDS")) {
        (Some(seed), _) => seed..seed + 1,
        (None, count) => 0..count.unwrap_or(200),
    };
    for seed in seeds {
        let result = catch_unwind(|| code(Numbers::new(seed)));
        assert!(result.is_ok(), "ANYRT_SEED={seed}");
    }
}

fn variable(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    Some(text.parse().expect("it is a number"))
}

/// How many operations a seed makes.
pub(super) const OPERATIONS: usize = 1_000;
