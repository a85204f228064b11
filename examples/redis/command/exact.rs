//! Sums of decimal fractions without rounding: a tenth and two tenths are three tenths.

/// The number of digits after the point that are kept.
const DIGITS: usize = 17;

/// One, in units of the last digit.
const ONE: i128 = 10_i128.pow(DIGITS as u32);

/// Adds two decimal fractions and writes the sum in the fewest digits.
///
/// Returns `None` when one of them has an exponent, more digits than are kept, or is too large;
/// binary fractions have to do then.
pub(super) fn exact_sum(one: &[u8], other: &[u8]) -> Option<String> {
    let sum = read(one)?.checked_add(read(other)?)?;
    let sign = if sum < 0 { "-" } else { "" };
    let (whole, part) = (sum.abs() / ONE, sum.abs() % ONE);
    let text = format!("{sign}{whole}.{part:0DIGITS$}");
    Some(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// Reads a decimal fraction, in units of the last digit that is kept.
fn read(text: &[u8]) -> Option<i128> {
    let text = std::str::from_utf8(text).ok()?;
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits_only = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + part.len() == 0 || !digits_only(whole) || !digits_only(part) {
        return None;
    }
    if part.len() > DIGITS {
        return None;
    }
    let whole: i128 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let part: i128 = format!("{part:0<DIGITS$}").parse().ok()?;
    let value = whole.checked_mul(ONE)?.checked_add(part)?;
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::exact_sum;

    #[test]
    fn fractions_add_up_without_rounding() {
        let cases = [
            ("0.1", "0.2", "0.3"),
            ("10.50", "0.1", "10.6"),
            ("-0.5", "0.25", "-0.25"),
            ("1.5", "-1.5", "0"),
            ("9223372036854775807", "0.5", "9223372036854775807.5"),
            ("100", "+200", "300"),
            (".5", "1.", "1.5"),
        ];
        for (one, other, sum) in cases {
            assert_eq!(
                exact_sum(one.as_bytes(), other.as_bytes()).as_deref(),
                Some(sum)
            );
        }
    }

    #[test]
    fn what_is_no_plain_fraction_is_left_to_others() {
        for text in [
            "",
            ".",
            "-",
            "1e3",
            "inf",
            "1.2.3",
            "0.123456789012345678",
            "1 ",
        ] {
            assert_eq!(exact_sum(text.as_bytes(), b"1"), None, "{text}");
        }
        assert_eq!(exact_sum(&[b'9'; 60], b"1"), None);
    }
}
