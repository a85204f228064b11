//! Numbers out of many.

use std::time::Duration;

/// Returns the median, the higher of the two in the middle if there are two.
///
/// # Panics
///
/// If there is no value.
pub(super) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.into_iter().collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

/// How long answers took, taken together.
pub(super) struct Latencies(Vec<Duration>);

impl Latencies {
    /// Takes them together.
    pub(super) fn new(all: impl IntoIterator<Item = Vec<Duration>>) -> Self {
        let mut all: Vec<Duration> = all.into_iter().flatten().collect();
        all.sort_unstable();
        Self(all)
    }

    /// Returns how many there are.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Returns the time within which this many of a hundred were, in microseconds.
    ///
    /// # Panics
    ///
    /// If there are none.
    pub(super) fn percentile(&self, percent: usize) -> f64 {
        let index = (self.0.len() * percent / 100).min(self.0.len() - 1);
        microseconds(self.0[index])
    }
}

/// Returns a time in microseconds.
pub(super) fn microseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Latencies, median};

    #[test]
    fn the_middle_is_taken() {
        assert!((median([3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!((median([2.0, 1.0]) - 2.0).abs() < f64::EPSILON);
    }

    #[test]
    fn percentiles_are_of_all_together() {
        let times = |from: u64, to: u64| (from..to).map(Duration::from_micros).collect();
        let all = Latencies::new([times(50, 100), times(0, 50)]);
        assert_eq!(all.count(), 100);
        assert!((all.percentile(50) - 50.0).abs() < 1e-9);
        assert!((all.percentile(99) - 99.0).abs() < 1e-9);
        assert!((all.percentile(100) - 99.0).abs() < 1e-9);
    }
}
