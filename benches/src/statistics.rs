/// Where a value lies, with some confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Returns the median, the mean of the two in the middle if their number is even; NaN of none.
#[must_use]
pub fn median(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    match sorted.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => sorted[odd / 2],
        even => f64::midpoint(sorted[even / 2 - 1], sorted[even / 2]),
    }
}

/// Returns an interval that holds the median of what the values were drawn from with a confidence of at
/// least 95%, whatever its distribution; all of the range if there are fewer than six values.
///
/// Its ends are order statistics: the number of values below the true median has the binomial
/// distribution with probability one half, so the k-th smallest and the k-th largest value enclose it
/// unless fewer than k values lie on one side. The largest k for which that is at most 5% is taken
/// (W. J. Conover, *Practical Nonparametric Statistics*, on confidence intervals for quantiles).
#[must_use]
pub fn median_interval(values: &[f64]) -> Interval {
    let sorted = sorted(values);
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else {
        return Interval {
            low: f64::NAN,
            high: f64::NAN,
        };
    };
    match rank(sorted.len()) {
        0 => Interval {
            low: first,
            high: last,
        },
        rank => Interval {
            low: sorted[rank - 1],
            high: sorted[sorted.len() - rank],
        },
    }
}

/// The largest k for which fewer than k of `count` fair coins show heads with a probability of at most
/// 2.5%; 0 if there is none.
fn rank(count: usize) -> usize {
    let mut term = (0..count).fold(1.0, |power, _| power / 2.0);
    let mut below = 0.0;
    let mut heads = 0;
    let (mut left, mut right) = (count_to_float(count), 1.0);
    while heads < count {
        below += term;
        if below > 0.025 {
            break;
        }
        term *= left / right;
        left -= 1.0;
        right += 1.0;
        heads += 1;
    }
    heads
}

fn count_to_float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upto(count: u32) -> Vec<f64> {
        (1..=count).rev().map(f64::from).collect()
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&upto(5)).to_bits(), 3.0_f64.to_bits());
        assert_eq!(median(&upto(4)).to_bits(), 2.5_f64.to_bits());
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn the_ranks_are_those_of_the_published_tables() {
        for (count, expected) in [(5, 0), (6, 1), (8, 1), (9, 2), (15, 4), (25, 8), (31, 10)] {
            assert_eq!(rank(count), expected, "of {count}");
        }
    }

    #[test]
    fn the_interval_has_as_many_values_on_either_side() {
        let (low, high) = (10.0, 22.0);
        assert_eq!(median_interval(&upto(31)), Interval { low, high });
    }

    #[test]
    fn few_values_give_their_range() {
        let (low, high) = (1.0, 3.0);
        assert_eq!(median_interval(&upto(3)), Interval { low, high });
        assert!(median_interval(&[]).low.is_nan());
    }

    #[test]
    fn an_outlier_does_not_move_the_interval() {
        let mut values = upto(31);
        values[0] = 1e9;
        let (low, high) = (10.0, 22.0);
        assert_eq!(median_interval(&values), Interval { low, high });
    }
}
