//! Positions counted from either end.

use std::ops::Range;

/// Turns a first and a last position into a range of a sequence with `length` elements.
///
/// Negative positions count from the end, -1 being the last element. What lies outside the
/// sequence is cut off.
pub(crate) fn resolve(first: i64, last: i64, length: usize) -> Range<usize> {
    let total = i64::try_from(length).unwrap_or(i64::MAX);
    let from_start = |position: i64| {
        if position < 0 {
            total.saturating_add(position)
        } else {
            position
        }
    };
    let first = from_start(first).max(0);
    let last = from_start(last).min(total - 1);
    if first > last {
        return 0..0;
    }
    // Both lie within the sequence, whose length is a `usize`.
    first as usize..last as usize + 1
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn positions_count_from_either_end_and_are_cut_off() {
        assert_eq!(resolve(0, -1, 5), 0..5);
        assert_eq!(resolve(-3, -2, 5), 2..4);
        assert_eq!(resolve(-100, 100, 5), 0..5);
        assert_eq!(resolve(3, 1, 5), 0..0);
        assert_eq!(resolve(5, 9, 5), 0..0);
        assert_eq!(resolve(0, -1, 0), 0..0);
        assert_eq!(resolve(i64::MIN, i64::MAX, 2), 0..2);
        assert_eq!(resolve(0, i64::MIN, 2), 0..0);
    }
}
