//! The one place that writes to the terminal: results on stdout, progress and errors on stderr.

use std::io::Write as _;

/// Writes one line of result.
#[expect(
    clippy::print_stdout,
    reason = "a command-line tool answers on stdout, here alone"
)]
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// Writes one line of progress or error.
#[expect(
    clippy::print_stderr,
    reason = "a command-line tool reports on stderr, here alone"
)]
pub(crate) fn note(text: &str) {
    eprintln!("{text}");
}

/// Rewrites the current line of progress; an empty `text` clears it.
///
/// Writes nothing when stderr is not a terminal, so that logs hold no half lines.
pub(crate) fn progress(text: &str) {
    use std::io::IsTerminal as _;

    let mut stderr = std::io::stderr();
    if stderr.is_terminal() {
        write!(stderr, "\r\x1b[2K{text}").ok();
        stderr.flush().ok();
    }
}
