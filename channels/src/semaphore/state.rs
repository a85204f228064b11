//! The state of a [`Semaphore`](super::Semaphore): one word of two bits and the number of permits.

/// Set by `close`, for good.
pub(super) const CLOSED: usize = 1;

/// Set and cleared under the lock of the waiters: somebody is in the list. Never together with a permit, so
/// that nobody overtakes those who wait; what comes in goes through the lock, to the first of them.
pub(super) const WAITING: usize = 1 << 1;

/// What a permit adds.
pub(super) const PERMIT: usize = 1 << 2;

/// How many permits fit, with a bit to spare so that a sum of two numbers does not overflow.
pub(super) const MAX_PERMITS: usize = usize::MAX >> 3;

pub(super) const fn permits(state: usize) -> usize {
    state / PERMIT
}
