use std::panic::catch_unwind;

/// The numbers of a seed (xorshift64*, Vigna).
pub(super) struct Numbers(u64);

impl Numbers {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
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
pub(super) fn with_seeds(code: fn(Numbers)) {
    for seed in 0..200 {
        let result = catch_unwind(|| code(Numbers::new(seed)));
        assert!(result.is_ok(), "seed {seed}");
    }
}

/// How many operations a seed makes.
pub(super) const OPERATIONS: usize = 1_000;
