//! The one place that writes to the terminal: results on stdout, progress and errors on stderr.

/// Writes one line of result.
#[expect(
    clippy::print_stdout,
    reason = "a measurement answers on stdout, here alone"
)]
pub fn line(text: &str) {
    println!("{text}");
}

/// Writes one line of progress or error.
#[expect(
    clippy::print_stderr,
    reason = "a measurement reports on stderr, here alone"
)]
pub fn note(text: &str) {
    eprintln!("{text}");
}
