use anyrt_benches::{median, median_interval};

use crate::compare::Measured;

/// The median of nanoseconds, with the interval that it lies in.
pub(crate) fn spread(rounds: &[f64]) -> String {
    let interval = median_interval(rounds);
    format!(
        "{} [{}, {}]",
        number(median(rounds)),
        number(interval.low),
        number(interval.high)
    )
}

/// The time of the processors, and what else was counted.
pub(crate) fn cpu(measured: &Measured, has_allocations: bool) -> String {
    let mut text = spread(&measured.cpu);
    if let Some(polls) = measured.polls {
        text.push_str(&format!(", {polls:.1} polls"));
    }
    if has_allocations && measured.allocations >= 0.005 {
        text.push_str(&format!(", {:.2} allocs", measured.allocations));
    }
    text
}

/// Three digits, or more if it is large.
pub(crate) fn number(value: f64) -> String {
    if value < 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}
