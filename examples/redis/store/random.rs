//! Random choices, after a seed from the runtime.

/// A small generator for choices that nobody bets on: SplitMix64 (Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", 2014).
#[derive(Clone, Debug)]
pub(crate) struct Generator {
    state: u64,
}

impl Generator {
    /// Makes a generator whose numbers follow from `seed`.
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// Returns the next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `bound`, or zero when `bound` is zero.
    ///
    /// The upper half of the product of `bound` and 64 random bits (Lemire, "Fast random integer
    /// generation in an interval", 2019, without the rejection step: for the sizes of collections
    /// in memory the bias is far below what a sample shows).
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let product = u128::from(self.next()) * (bound as u128);
        (product >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::Generator;

    #[test]
    fn every_number_below_the_bound_comes_up() {
        let mut generator = Generator::new(7);
        let mut seen = [0_u32; 10];
        for _ in 0..10_000 {
            seen[generator.below(10)] += 1;
        }
        assert!(
            seen.iter().all(|count| (800..1200).contains(count)),
            "{seen:?}"
        );
        assert_eq!(generator.below(0), 0);
        assert_eq!(generator.below(1), 0);
    }
}
