//! Requests in plain text, as a person types them: words, with quotation marks around white space.

use std::ops::Range;

use super::ProtocolError;

/// Splits a line into words.
///
/// The words go to `words`, one after the other, and `spans` says where each of them lies. Double
/// quotation marks know the escapes `\n`, `\r`, `\t`, `\b`, `\a` and `\xHH`, single ones only `\'`;
/// a closing mark must be followed by white space.
///
/// # Errors
///
/// [`ProtocolError::InlineQuotes`] when a mark has no partner.
pub(crate) fn split_line(
    line: &[u8],
    words: &mut Vec<u8>,
    spans: &mut Vec<Range<usize>>,
) -> Result<(), ProtocolError> {
    let mut rest = line.trim_ascii_start();
    while !rest.is_empty() {
        let start = words.len();
        rest = take_word(rest, words)?.trim_ascii_start();
        spans.push(start..words.len());
    }
    Ok(())
}

/// Appends the first word of `rest` to `words` and returns what follows it.
fn take_word<'a>(mut rest: &'a [u8], words: &mut Vec<u8>) -> Result<&'a [u8], ProtocolError> {
    loop {
        match *rest {
            [] => return Ok(rest),
            [byte, ..] if byte.is_ascii_whitespace() => return Ok(rest),
            [quote @ (b'"' | b'\''), ref quoted @ ..] => {
                rest = take_quoted(quote, quoted, words)?;
                return match rest {
                    [next, ..] if !next.is_ascii_whitespace() => Err(ProtocolError::InlineQuotes),
                    _ => Ok(rest),
                };
            }
            [byte, ref after @ ..] => {
                words.push(byte);
                rest = after;
            }
        }
    }
}

/// Appends what stands before the closing quotation mark and returns what follows the mark.
fn take_quoted<'a>(
    quote: u8,
    mut rest: &'a [u8],
    words: &mut Vec<u8>,
) -> Result<&'a [u8], ProtocolError> {
    loop {
        let (byte, after) = match *rest {
            [] => return Err(ProtocolError::InlineQuotes),
            [byte, ref after @ ..] if byte == quote => return Ok(after),
            [b'\\', b'\'', ref after @ ..] if quote == b'\'' => (b'\'', after),
            [b'\\', b'x', high, low, ref after @ ..]
                if quote == b'"' && high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
            {
                (hex_value(high) << 4 | hex_value(low), after)
            }
            [b'\\', escaped, ref after @ ..] if quote == b'"' => (unescape(escaped), after),
            [byte, ref after @ ..] => (byte, after),
        };
        words.push(byte);
        rest = after;
    }
}

/// Returns the byte that a backslash and a letter stand for.
fn unescape(escaped: u8) -> u8 {
    match escaped {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 0x08,
        b'a' => 0x07,
        other => other,
    }
}

/// Returns the value of a hexadecimal digit.
fn hex_value(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => digit - b'A' + 10,
    }
}

#[cfg(test)]
mod tests {
    use super::{ProtocolError, split_line};

    fn split(line: &[u8]) -> Result<Vec<Vec<u8>>, ProtocolError> {
        let (mut words, mut spans) = (Vec::new(), Vec::new());
        split_line(line, &mut words, &mut spans)?;
        Ok(spans.into_iter().map(|span| words[span].to_vec()).collect())
    }

    #[test]
    fn words_are_separated_by_any_white_space() {
        assert_eq!(
            split(b"  SET  a\tb ").as_deref(),
            Ok(&["SET", "a", "b"].map(Into::into)[..])
        );
        assert_eq!(split(b" \t ").as_deref(), Ok(&[][..]));
    }

    #[test]
    fn quotation_marks_keep_white_space_and_know_escapes() {
        assert_eq!(
            split(br#"SET "a b" 'c \' d' "\x41\n\"" "" e"f g""#),
            Ok(["SET", "a b", "c ' d", "A\n\"", "", "ef g"]
                .map(Into::into)
                .to_vec())
        );
    }

    #[test]
    fn a_mark_without_partner_is_an_error() {
        for line in [&br#"SET "a"#[..], br"SET 'a", br#"SET "a"b"#, br#""\"#] {
            assert_eq!(split(line), Err(ProtocolError::InlineQuotes));
        }
    }
}
