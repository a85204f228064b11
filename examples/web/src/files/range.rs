/// What of a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// All of it.
    All,
    /// From one byte up to another one, which is left out.
    Part(u64, u64),
    /// Nothing that there is.
    Nothing,
}

/// Reads the header `Range` for a file of so many bytes. One that is not understood, or asks for several parts,
/// is as if it were not there, as it may be.
pub(super) fn parse(header: &str, length: u64) -> Asked {
    let Some((first, last)) = header
        .trim()
        .strip_prefix("bytes=")
        .filter(|ranges| !ranges.contains(','))
        .and_then(|range| range.split_once('-'))
    else {
        return Asked::All;
    };
    match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
        (Ok(first), _) if first >= length => Asked::Nothing,
        (Ok(first), Ok(last)) if last < first => Asked::All,
        (Ok(first), Ok(last)) => Asked::Part(first, last.saturating_add(1).min(length)),
        (Ok(first), Err(_)) if last.trim().is_empty() => Asked::Part(first, length),
        (Err(_), Ok(count)) if first.trim().is_empty() => match (count, length) {
            (0, _) | (_, 0) => Asked::Nothing,
            _ => Asked::Part(length.saturating_sub(count), length),
        },
        _ => Asked::All,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_understood_and_others_ignored() {
        for (header, asked) in [
            ("bytes=0-0", Asked::Part(0, 1)),
            ("bytes=2-", Asked::Part(2, 10)),
            ("bytes=-3", Asked::Part(7, 10)),
            ("bytes=-30", Asked::Part(0, 10)),
            ("bytes=5-500", Asked::Part(5, 10)),
            ("bytes=10-", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=5-2", Asked::All),
            ("bytes=0-1,3-4", Asked::All),
            ("lines=1-2", Asked::All),
            ("bytes=x-", Asked::All),
            ("bytes=", Asked::All),
            ("bytes=99999999999999999999-", Asked::All),
        ] {
            assert_eq!(parse(header, 10), asked, "{header}");
        }
        assert_eq!(parse("bytes=0-", 0), Asked::Nothing);
    }
}
