use std::sync::atomic::{AtomicU8, Ordering};

/// Says whether an operation of one direction is worth a try while the reactor has told of no event.
///
/// A task that waits may be polled for other reasons. Trying then pays where the other side answers within the
/// same turn, as with an echo, and costs a system call for nothing where it does not, as on a connection of
/// HTTP/2, which is polled whenever one of its streams is. So what came of the tries decides: after two in vain
/// the next 64 polls wait for the reactor, and then one tries again.
///
/// It is a hint that threads may race on. Whoever does not try asks the reactor, which knows.
#[derive(Debug, Default)]
pub(super) struct Attempts(AtomicU8);

/// The last operation would have blocked, or left nothing to the next one, and the reactor has told of nothing since.
const WAITS: u8 = 0x80;
/// How many tries in vain are made before it is left to the reactor.
const PATIENCE: u8 = 2;
/// How many polls are left to the reactor before one tries again.
const PAUSE: u8 = 64;

impl Attempts {
    /// Tells whether to try at the begin of a poll.
    pub(super) fn may_try(&self) -> bool {
        if !self.are_over() {
            return true;
        }
        // The count alone, below the bit of `WAITS`, which it does not reach.
        let state = self.0.load(Ordering::Relaxed);
        self.0.store(state.wrapping_add(1), Ordering::Relaxed);
        false
    }

    /// Tells whether the next poll waits for the reactor, unless that has told of an event by then.
    pub(super) fn are_over(&self) -> bool {
        let state = self.0.load(Ordering::Relaxed);
        state & WAITS != 0 && (PATIENCE..PATIENCE + PAUSE).contains(&(state & !WAITS))
    }

    /// Says that the operation would have blocked.
    pub(super) fn failed(&self) {
        let state = self.0.load(Ordering::Relaxed);
        let count = state & !WAITS;
        let count = match (state & WAITS != 0, count < PATIENCE) {
            (true, true) => count + 1,
            (true, false) => PATIENCE,
            (false, _) => count,
        };
        self.0.store(WAITS | count, Ordering::Relaxed);
    }

    /// Says that the operation has done something, or failed for good.
    pub(super) fn succeeded(&self) {
        let state = self.0.load(Ordering::Relaxed);
        if state & WAITS != 0 {
            self.0.store(0, Ordering::Relaxed);
        }
    }

    /// Says that the operation has done what could be done, so that the next one would block.
    ///
    /// Call it after [`succeeded`](Self::succeeded).
    pub(super) fn exhausted(&self) {
        let state = self.0.load(Ordering::Relaxed);
        self.0.store(state | WAITS, Ordering::Relaxed);
    }

    /// Says that the reactor has told of an event.
    pub(super) fn is_ready(&self) {
        let state = self.0.load(Ordering::Relaxed);
        if state & WAITS != 0 {
            self.0.store(state & !WAITS, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_in_vain_stop_and_begin_again_after_a_pause() {
        let attempts = Attempts::default();
        assert!(attempts.may_try());
        attempts.failed();
        for _ in 0..3 {
            for _ in 0..PATIENCE {
                assert!(attempts.may_try());
                attempts.failed();
                if attempts.0.load(Ordering::Relaxed) & !WAITS == PATIENCE {
                    break;
                }
            }
            for _ in 0..PAUSE {
                assert!(!attempts.may_try());
            }
        }
        assert!(attempts.may_try());
    }

    #[test]
    fn an_event_lets_the_next_poll_try_and_keeps_what_was_learned() {
        let attempts = Attempts::default();
        for _ in 0..=PATIENCE {
            assert!(attempts.may_try());
            attempts.failed();
        }
        assert!(!attempts.may_try());
        attempts.is_ready();
        assert!(attempts.may_try());
        attempts.succeeded();
        attempts.failed();
        assert!(!attempts.may_try());
    }

    #[test]
    fn who_takes_all_there_is_learns_that_another_try_is_in_vain() {
        let attempts = Attempts::default();
        for round in 0..10 {
            attempts.is_ready();
            assert!(attempts.may_try());
            attempts.succeeded();
            attempts.exhausted();
            let tries = attempts.may_try();
            assert_eq!(tries, round < 2, "{round}");
            if tries {
                attempts.failed();
            }
        }
    }

    #[test]
    fn a_try_that_succeeds_while_it_waits_is_learned_from() {
        let attempts = Attempts::default();
        for _ in 0..100 {
            attempts.failed();
            assert!(attempts.may_try());
            attempts.succeeded();
        }
    }
}
