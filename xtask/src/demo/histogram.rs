//! Latencies in buckets that grow with the value (the idea of Gil Tene's HdrHistogram): 64 per power of
//! two, so that a percentile is at most 1.6% above the true value and a million samples take no memory.

use std::time::Duration;

const BITS: u32 = 6;
const PER_POWER: u64 = 1 << BITS;

/// Counts of latencies, in nanoseconds.
#[derive(Clone, Debug)]
pub(crate) struct Histogram {
    counts: Vec<u64>,
    total: u64,
    max: u64,
}

impl Histogram {
    /// Makes an empty one.
    pub(crate) fn new() -> Self {
        let buckets = bucket(u64::MAX) + 1;
        Self {
            counts: vec![0; buckets],
            total: 0,
            max: 0,
        }
    }

    /// Counts one latency.
    pub(crate) fn record(&mut self, latency: Duration) {
        let nanos = u64::try_from(latency.as_nanos()).unwrap_or(u64::MAX);
        self.counts[bucket(nanos)] += 1;
        self.total += 1;
        self.max = self.max.max(nanos);
    }

    /// Adds the counts of another.
    pub(crate) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine += theirs;
        }
        self.total += other.total;
        self.max = self.max.max(other.max);
    }

    /// Returns how many latencies were counted.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// Returns the latency that `percent` of the samples do not exceed; zero when there are none.
    pub(crate) fn percentile(&self, percent: u64) -> Duration {
        let wanted = (self.total * percent).div_ceil(100).max(1);
        let mut seen = 0;
        for (index, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen >= wanted {
                return Duration::from_nanos(upper(index).min(self.max));
            }
        }
        Duration::ZERO
    }

    /// Returns the longest latency.
    pub(crate) fn max(&self) -> Duration {
        Duration::from_nanos(self.max)
    }
}

/// The bucket of a value: below 64 the value itself, above it the power of two and six more bits.
fn bucket(value: u64) -> usize {
    if value < PER_POWER {
        return usize::try_from(value).unwrap_or(0);
    }
    let power = value.ilog2() - BITS;
    usize::try_from(u64::from(power) * PER_POWER + (value >> power)).unwrap_or(0)
}

/// The largest value of a bucket.
fn upper(bucket: usize) -> u64 {
    let bucket = u64::try_from(bucket).unwrap_or(0);
    if bucket < 2 * PER_POWER {
        return bucket;
    }
    let power = bucket / PER_POWER - 1;
    let start = bucket % PER_POWER + PER_POWER;
    ((u128::from(start + 1) << power) - 1)
        .try_into()
        .unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_holds_its_value_within_one_part_in_64() {
        for value in (0..1000).chain([12_345, 1 << 20, 999_999_999, u64::MAX / 3, u64::MAX]) {
            let top = upper(bucket(value));
            assert!(
                top >= value && top - value <= value / 64,
                "{value} in {top}"
            );
        }
    }

    #[test]
    fn percentiles_come_from_the_counts() {
        let mut histogram = Histogram::new();
        for micros in 1..=100 {
            histogram.record(Duration::from_micros(micros));
        }
        let mut other = Histogram::new();
        other.record(Duration::from_millis(5));
        histogram.merge(&other);
        let p50 = histogram.percentile(50).as_nanos();
        assert!((51_000..=52_000).contains(&p50), "{p50}");
        assert_eq!(histogram.percentile(100), Duration::from_millis(5));
        assert_eq!(
            (histogram.total(), histogram.max()),
            (101, Duration::from_millis(5))
        );
        assert_eq!(Histogram::new().percentile(50), Duration::ZERO);
    }
}
