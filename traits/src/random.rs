//! Randomness, from the operating system or from the seed of a simulation.

/// Gives random bytes.
///
/// Callers may use them for keys and tokens as well as for jitter.
///
/// Implementers must take them from the operating system's secure source, unless the runtime is a
/// simulation whose point is that a seed repeats a run.
pub trait Random {
    /// Fills `buf` with random bytes.
    ///
    /// # Panics
    ///
    /// If the operating system has no source of randomness, which no program can go on without.
    fn fill_random(&self, buf: &mut [u8]);
}
