//! Seeded sequences of operations, each poll with a waker of its own, against what ought to be.

mod notify;
mod semaphore;
mod watch;

/// The numbers of a seed (xorshift64*, Vigna).
pub(crate) struct Numbers(u64);

impl Numbers {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).expect("it has 31 bits") % end
    }
}

/// Runs `code` with many seeds, and names the one that fails.
fn with_seeds(code: fn(Numbers)) {
    for seed in 0..200 {
        let result = std::panic::catch_unwind(|| code(Numbers::new(seed)));
        assert!(result.is_ok(), "seed {seed}");
    }
}

/// How many operations a seed makes.
const OPERATIONS: usize = 1_000;
