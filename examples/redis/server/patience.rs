//! How long a connection may go on: while the client is silent, and while the server shuts down.
//!
//! Plain arithmetic on instants, so that it is tested without waiting.

use std::time::{Duration, Instant};

/// How long after the beginning of a shutdown a request still counts as sent before it.
const LULL: Duration = Duration::from_millis(50);

/// What there is to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The client, however long it takes.
    Wait,
    /// The client, until then.
    WaitUntil(Instant),
    /// Nothing: the connection ends, or the client has waited long enough.
    Over,
}

/// What the client is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occupation {
    /// It sends requests, and is expected to.
    Talking,
    /// It is subscribed to something, and may be silent.
    Listening,
    /// It waits for a reply, until then if there is a limit.
    Waiting { until: Option<Instant> },
}

/// What a connection has left of time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    idle: Option<Duration>,
    grace: Duration,
    phase: Phase,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    /// Requests are welcome. Something was last heard of the client then.
    Serving { heard: Instant },
    /// The server shuts down, which began then.
    Closing { begun: Instant },
}

impl Patience {
    /// Makes the patience with a client that has connected just now.
    pub(super) fn new(idle: Option<Duration>, grace: Duration, now: Instant) -> Self {
        Self {
            idle,
            grace,
            phase: Phase::Serving { heard: now },
        }
    }

    /// Takes note that bytes have come or gone.
    pub(super) fn hear(&mut self, now: Instant) {
        if let Phase::Serving { heard } = &mut self.phase {
            *heard = now;
        }
    }

    /// Takes note that the server shuts down.
    pub(super) fn close(&mut self, now: Instant) {
        if !self.is_closing() {
            self.phase = Phase::Closing { begun: now };
        }
    }

    /// Returns whether the server shuts down.
    pub(super) fn is_closing(&self) -> bool {
        matches!(self.phase, Phase::Closing { .. })
    }

    /// Decides whether to go on.
    ///
    /// During a shutdown a client that has sent part of a request gets time for the rest; one that
    /// has not is waited for only as long as a request may have been on its way.
    pub(super) fn verdict(
        &self,
        now: Instant,
        occupation: Occupation,
        between_requests: bool,
    ) -> Verdict {
        let end = match (self.phase, occupation) {
            (Phase::Serving { heard }, Occupation::Talking) => {
                self.idle.and_then(|idle| heard.checked_add(idle))
            }
            (Phase::Serving { .. }, Occupation::Listening) => None,
            (Phase::Serving { .. }, Occupation::Waiting { until }) => until,
            (Phase::Closing { begun }, Occupation::Talking | Occupation::Listening)
                if !between_requests =>
            {
                begun.checked_add(self.grace)
            }
            (Phase::Closing { begun }, _) => begun.checked_add(LULL),
        };
        match end {
            None => Verdict::Wait,
            Some(end) if now < end => Verdict::WaitUntil(end),
            Some(_) => Verdict::Over,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Occupation::{Listening, Talking, Waiting};
    use super::{LULL, Patience, Verdict};

    const IDLE: Duration = Duration::from_secs(60);
    const GRACE: Duration = Duration::from_secs(5);

    #[test]
    fn silence_is_measured_from_the_last_bytes() {
        let start = Instant::now();
        let mut patience = Patience::new(Some(IDLE), GRACE, start);
        assert_eq!(
            patience.verdict(start, Talking, true),
            Verdict::WaitUntil(start + IDLE)
        );
        patience.hear(start + IDLE / 2);
        let end = start + IDLE / 2 + IDLE;
        assert_eq!(
            patience.verdict(start + IDLE, Talking, false),
            Verdict::WaitUntil(end)
        );
        assert_eq!(patience.verdict(end, Talking, false), Verdict::Over);
    }

    #[test]
    fn without_a_limit_silence_may_last() {
        let start = Instant::now();
        let patience = Patience::new(None, GRACE, start);
        assert_eq!(
            patience.verdict(start + IDLE * 1000, Talking, true),
            Verdict::Wait
        );
    }

    #[test]
    fn a_subscriber_may_be_silent() {
        let start = Instant::now();
        let patience = Patience::new(Some(IDLE), GRACE, start);
        let later = start + IDLE * 2;
        assert_eq!(patience.verdict(later, Listening, true), Verdict::Wait);
        assert_eq!(patience.verdict(later, Talking, true), Verdict::Over);
    }

    #[test]
    fn who_waits_for_a_reply_waits_as_long_as_it_said() {
        let start = Instant::now();
        let mut patience = Patience::new(Some(IDLE), GRACE, start);
        let (until, for_ever) = (start + IDLE * 2, Waiting { until: None });
        let limited = Waiting { until: Some(until) };
        let later = start + IDLE;
        assert_eq!(patience.verdict(later, for_ever, false), Verdict::Wait);
        let wait = Verdict::WaitUntil(until);
        assert_eq!(patience.verdict(later, limited, false), wait);
        assert_eq!(patience.verdict(until, limited, false), Verdict::Over);
        patience.close(start);
        let lull = Verdict::WaitUntil(start + LULL);
        assert_eq!(patience.verdict(start, for_ever, false), lull);
    }

    #[test]
    fn a_shutdown_waits_longer_for_the_rest_of_a_request() {
        let start = Instant::now();
        let mut patience = Patience::new(None, GRACE, start);
        patience.close(start);
        patience.close(start + GRACE);
        assert_eq!(
            patience.verdict(start, Talking, true),
            Verdict::WaitUntil(start + LULL)
        );
        assert_eq!(patience.verdict(start + LULL, Talking, true), Verdict::Over);
        assert_eq!(
            patience.verdict(start + LULL, Talking, false),
            Verdict::WaitUntil(start + GRACE)
        );
        assert_eq!(
            patience.verdict(start + GRACE, Talking, false),
            Verdict::Over
        );
    }
}
