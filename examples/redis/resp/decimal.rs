//! Numbers as the protocol writes them.
//!
//! Redis is stricter than most parsers: an integer has one spelling only (no plus sign, no leading
//! zero, no white space), so that a string which counts as an integer reads back unchanged.

/// Reads a signed integer in its canonical spelling.
///
/// Returns `None` for anything else, `+1`, `01`, `-0` and numbers beyond 64 bits included.
pub(crate) fn parse_integer(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    match digits {
        [] => return None,
        [b'0'] => return if negative { None } else { Some(0) },
        [b'0', ..] => return None,
        _ => {}
    }
    // Counting downwards reaches `i64::MIN`, which has no positive counterpart.
    let mut value: i64 = 0;
    for &byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value.checked_mul(10)?.checked_sub(i64::from(digit))?;
    }
    if negative {
        Some(value)
    } else {
        value.checked_neg()
    }
}

/// Reads a number that may not be negative, such as a length.
pub(crate) fn parse_length(text: &[u8]) -> Option<usize> {
    usize::try_from(parse_integer(text)?).ok()
}

/// Reads a floating-point number, infinities included and not-a-number excluded.
pub(crate) fn parse_double(text: &[u8]) -> Option<f64> {
    let value: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    (!value.is_nan()).then_some(value)
}

/// Writes a floating-point number in the fewest digits that read back to the same value.
pub(crate) fn format_double(value: f64) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let magnitude = value.abs();
    if magnitude != 0.0 && !(1e-5..1e17).contains(&magnitude) {
        let text = format!("{value:e}");
        return match text.split_once('e') {
            Some((digits, exponent)) if !exponent.starts_with('-') => {
                format!("{digits}e+{exponent}")
            }
            _ => text,
        };
    }
    format!("{value}")
}

/// Appends an integer in decimal, without the detour through the formatting machinery.
pub(crate) fn push_decimal(out: &mut Vec<u8>, value: i64) {
    let mut digits = [0_u8; 20];
    let mut first = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        first -= 1;
        digits[first] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[first..]);
}

#[cfg(test)]
mod tests {
    use super::{format_double, parse_double, parse_integer, push_decimal};

    #[test]
    fn integers_have_one_spelling() {
        for text in [
            "",
            "-",
            "+1",
            "01",
            "-0",
            "1 ",
            " 1",
            "1.0",
            "9223372036854775808",
            "0x1",
        ] {
            assert_eq!(parse_integer(text.as_bytes()), None, "{text:?}");
        }
        for value in [0, 1, -1, 10, i64::MAX, i64::MIN] {
            assert_eq!(parse_integer(value.to_string().as_bytes()), Some(value));
        }
    }

    #[test]
    fn decimals_are_written_as_the_standard_library_writes_them() {
        for value in [0, 7, -7, 10, 12_345, i64::MAX, i64::MIN] {
            let mut out = Vec::new();
            push_decimal(&mut out, value);
            assert_eq!(out, value.to_string().into_bytes());
        }
    }

    #[test]
    fn doubles_read_back_to_the_same_value() {
        for value in [
            0.0,
            1.0,
            -1.5,
            0.1,
            1e17,
            1e300,
            1.5e-7,
            f64::MAX,
            f64::MIN_POSITIVE,
        ] {
            assert_eq!(parse_double(format_double(value).as_bytes()), Some(value));
        }
        assert_eq!(format_double(3.0), "3");
        assert_eq!(format_double(1e300), "1e+300");
        assert_eq!(format_double(f64::NEG_INFINITY), "-inf");
        assert_eq!(parse_double(b"nan"), None);
        assert_eq!(parse_double(b"+inf"), Some(f64::INFINITY));
    }
}
