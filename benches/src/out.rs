//! The one place that writes to the terminal: results on stdout, progress and errors on stderr.
//!
//! Who does not read on, as `head` does, is not written to; that is no error.

use std::io::{self, Write as _};

/// Writes one line of result.
pub fn line(text: &str) {
    writeln!(io::stdout(), "{text}").ok();
}

/// Writes one line of progress or error.
pub fn note(text: &str) {
    writeln!(io::stderr(), "{text}").ok();
}
