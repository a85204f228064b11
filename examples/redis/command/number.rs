//! Arguments that are numbers, or options.

use super::CommandError;
use crate::resp::{parse_double, parse_integer};

/// Reads an integer.
///
/// # Errors
///
/// [`CommandError::NotAnInteger`].
pub(super) fn integer(text: &[u8]) -> Result<i64, CommandError> {
    parse_integer(text).ok_or(CommandError::NotAnInteger)
}

/// Reads a number of things, which may not be negative.
///
/// # Errors
///
/// [`CommandError::NotPositive`].
pub(super) fn count(text: &[u8]) -> Result<usize, CommandError> {
    let value = parse_integer(text).ok_or(CommandError::NotPositive)?;
    usize::try_from(value).map_err(|_| CommandError::NotPositive)
}

/// Reads a number with a fraction.
///
/// # Errors
///
/// [`CommandError::NotANumber`].
pub(super) fn double(text: &[u8]) -> Result<f64, CommandError> {
    parse_double(text).ok_or(CommandError::NotANumber)
}

/// Returns whether an argument is the given word, in any case.
pub(super) fn is_word(text: &[u8], word: &str) -> bool {
    text.eq_ignore_ascii_case(word.as_bytes())
}

/// Returns an argument in capitals, to compare it with several words.
pub(super) fn capitals(text: &[u8]) -> Vec<u8> {
    text.to_ascii_uppercase()
}
