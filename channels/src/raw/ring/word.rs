//! The two words of a ring.
//!
//! Tail: a position of 39 bits, RESERVED of 23 bits, `RECEIVER_WAITS`, `CLOSED`. Head: a position at the same
//! place, and `SENDER_WAITS`.

/// In the head: a sender waits. Set and cleared under the lock.
pub(super) const SENDER_WAITS: u64 = 1 << 1;
/// One reserved place, in the tail.
pub(super) const RESERVED: u64 = 1 << RESERVED_SHIFT;
/// One message, in either word.
pub(super) const POSITION: u64 = 1 << POSITION_SHIFT;

const RESERVED_SHIFT: u32 = 2;
const POSITION_SHIFT: u32 = 25;
const RESERVED_MASK: u64 = (1 << (POSITION_SHIFT - RESERVED_SHIFT)) - 1;
const POSITION_MASK: u64 = (1 << (u64::BITS - POSITION_SHIFT)) - 1;

/// The largest capacity, so that RESERVED has room for it and for what is counted twice.
pub(crate) const MAX_CAPACITY: usize = 1 << 22;

/// Returns the position in a word.
#[inline(always)]
pub(super) fn position(word: u64) -> u64 {
    word >> POSITION_SHIFT
}

/// Returns the position that is `count` after another.
#[inline(always)]
pub(super) fn after(position: u64, count: u64) -> u64 {
    position.wrapping_add(count) & POSITION_MASK
}

/// Returns how many places are reserved.
#[inline(always)]
pub(super) fn reserved(tail: u64) -> u64 {
    (tail >> RESERVED_SHIFT) & RESERVED_MASK
}

/// Returns how many messages lie between the two words. It is huge if the head is of a later time.
#[inline(always)]
pub(super) fn distance(tail: u64, head: u64) -> u64 {
    position(tail).wrapping_sub(position(head)) & POSITION_MASK
}

/// Returns how much of the capacity is taken.
#[inline(always)]
pub(super) fn used(tail: u64, head: u64) -> u64 {
    distance(tail, head) + reserved(tail)
}

/// The stamp of a slot that is free for a position.
#[inline(always)]
#[expect(
    clippy::cast_possible_truncation,
    reason = "a slot sees each stamp once in many rounds"
)]
pub(super) fn free(position: u64) -> u32 {
    position as u32
}

/// The stamp of a slot that is full for a position.
#[inline(always)]
pub(super) fn full(position: u64) -> u32 {
    free(position).wrapping_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_wrap_around() {
        let last = POSITION_MASK << POSITION_SHIFT;
        let next = last.wrapping_add(POSITION);
        assert_eq!(position(next), 0);
        assert_eq!(distance(next, last), 1);
        assert_eq!(after(position(last), 1), 0);
        assert_eq!(used(next + 3 * RESERVED, last), 4);
    }

    #[test]
    fn reserved_has_room_for_the_largest_capacity_twice() {
        let tail = (2 * MAX_CAPACITY as u64 - 1) * RESERVED;
        assert_eq!(reserved(tail), 2 * MAX_CAPACITY as u64 - 1);
        assert_eq!(position(tail), 0);
    }

    #[test]
    fn a_slot_is_not_free_and_full_at_once() {
        for position in 0..64 {
            // The smallest ring has two slots.
            assert_ne!(full(position), free(after(position, 2)));
        }
    }
}
