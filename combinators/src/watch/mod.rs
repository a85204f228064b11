//! Watching that futures keep to the contract of polls: short, asked for, and not too large.
//!
//! Usable on any future in any runtime.

mod future_size;
mod poll_counts;
mod slow_polls;

#[doc(hidden)]
pub use future_size::assert_at_most;
pub use poll_counts::{CountPolls, PollCounts, count_polls};
pub use slow_polls::{ReportSlowPolls, SlowPoll, report_slow_polls};
