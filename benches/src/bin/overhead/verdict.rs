//! Whether a target was met.

use anyrt_benches::Interval;

/// How far above the bare runtime the static form may be.
pub(crate) const STATIC_LIMIT: f64 = 1.03;
/// How far above the bare runtime reads and writes of the erased form may be.
pub(crate) const ERASED_LIMIT: f64 = 1.10;
/// How many allocations more an erased spawn may cost.
pub(crate) const ERASED_SPAWN_ALLOCATIONS: f64 = 3.0;

/// An interval wider than this says nothing about a few percent.
const WIDE: f64 = 0.10;

/// Allocations are whole, except that a block now and then has one for all its operations.
const NO_ALLOCATION: f64 = 0.01;

/// Judges a ratio by its interval, and where that lies above the limit, or is too wide to tell, by a ratio
/// of instruction counts.
pub(crate) fn ratio(interval: Interval, counts: Option<f64>, limit: f64) -> &'static str {
    if interval.high <= limit {
        return "met";
    }
    let reaches = interval.low <= limit;
    if reaches && interval.high - interval.low <= WIDE {
        return "met, interval";
    }
    match counts {
        Some(counts) if counts <= limit => "met, count",
        _ if reaches => "unclear",
        _ => "MISSED",
    }
}

/// Judges how many allocations more than the bare runtime's there are.
pub(crate) fn allocations(direct: f64, other: f64, more: f64) -> &'static str {
    match other <= direct + more + NO_ALLOCATION {
        true => "met",
        false => "MISSED",
    }
}

#[cfg(test)]
mod tests {
    use anyrt_benches::median_interval;

    use super::*;

    #[test]
    fn the_interval_decides_and_counts_arbitrate() {
        let between = |low, high| median_interval(&[low, high]);
        assert_eq!(ratio(between(0.99, 1.02), Some(2.0), STATIC_LIMIT), "met");
        assert_eq!(
            ratio(between(1.01, 1.05), None, STATIC_LIMIT),
            "met, interval"
        );
        assert_eq!(
            ratio(between(1.04, 1.06), Some(1.02), STATIC_LIMIT),
            "met, count"
        );
        assert_eq!(
            ratio(between(1.04, 1.06), Some(1.04), STATIC_LIMIT),
            "MISSED"
        );
        assert_eq!(ratio(between(1.04, 1.06), None, STATIC_LIMIT), "MISSED");
        assert_eq!(
            ratio(between(0.80, 1.20), Some(1.04), STATIC_LIMIT),
            "unclear"
        );
        assert_eq!(
            ratio(between(0.80, 1.20), Some(1.01), STATIC_LIMIT),
            "met, count"
        );
    }

    #[test]
    fn one_allocation_more_is_seen() {
        assert_eq!(allocations(2.0, 2.002, 0.0), "met");
        assert_eq!(allocations(2.0, 1.0, 0.0), "met");
        assert_eq!(allocations(2.0, 3.0, 0.0), "MISSED");
        assert_eq!(allocations(2.0, 5.0, ERASED_SPAWN_ALLOCATIONS), "met");
    }
}
