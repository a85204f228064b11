//! The state of a [`Notify`](super::Notify): one word of a kind and a round.
//!
//! A round ends with each call of `notify_waiters`. The kind leaves `WAITING`, and the round changes, only
//! under the lock of the waiters.

/// What of the word is the kind.
const KIND: usize = 0b11;

/// Nobody of this round waits, and there is no permit.
pub(super) const EMPTY: usize = 0;

/// Somebody of this round waits. Those of rounds before may be in the list with any kind: they are about to
/// be woken.
pub(super) const WAITING: usize = 1;

/// There is a permit, and nobody of this round waits.
pub(super) const NOTIFIED: usize = 2;

/// What a round adds.
const ROUND: usize = KIND + 1;

pub(super) const fn kind(state: usize) -> usize {
    state & KIND
}

pub(super) const fn round(state: usize) -> usize {
    state & !KIND
}

/// The state after `notify_waiters`: a permit stays.
pub(super) const fn next_round(state: usize) -> usize {
    let kind = if kind(state) == NOTIFIED {
        NOTIFIED
    } else {
        EMPTY
    };
    round(state).wrapping_add(ROUND) | kind
}

/// Returns whether a round came before another one, given that they are not half of all rounds apart.
pub(super) const fn is_older(round: usize, than: usize) -> bool {
    than.wrapping_sub(round).wrapping_sub(1) < usize::MAX / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_wrap_around() {
        let last = round(usize::MAX);
        assert!(is_older(last, next_round(last | WAITING)));
        assert!(!is_older(0, last));
        assert!(!is_older(last, last));
        assert_eq!(next_round(last | NOTIFIED), NOTIFIED);
    }
}
