use std::time::Instant;

use crate::raw::allocations;

/// Measures a stretch of code on one thread.
#[derive(Debug)]
pub struct Meter {
    allocations: u64,
    start: Instant,
}

/// What a stretch of code took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sample {
    /// The time in nanoseconds.
    pub nanos: u64,
    /// The heap allocations of the thread, those that grew one included.
    pub allocations: u64,
}

impl Meter {
    /// Starts to measure.
    #[must_use]
    pub fn start() -> Self {
        Self {
            allocations: allocations(),
            start: Instant::now(),
        }
    }

    /// Ends the stretch; to be called on the thread that started it.
    #[must_use]
    pub fn stop(self) -> Sample {
        let elapsed = self.start.elapsed();
        Sample {
            nanos: u64::try_from(elapsed.as_nanos()).unwrap_or(u64::MAX),
            allocations: allocations() - self.allocations,
        }
    }
}

impl Sample {
    /// Makes a sample.
    #[must_use]
    pub const fn new(nanos: u64, allocations: u64) -> Self {
        Self { nanos, allocations }
    }
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::*;

    #[test]
    fn allocations_are_counted() {
        let meter = Meter::start();
        for number in 0..5_u64 {
            drop(black_box(Box::new(number)));
        }
        assert_eq!(meter.stop().allocations, 5);
    }
}
