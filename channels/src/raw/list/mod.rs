//! The unbounded queue: blocks of slots in a list, and one word that says who waits.
//!
//! A send claims a position with one `fetch_add` on the tail word, finds the block of that position from the
//! tail block on, and publishes what it wrote there. The receiver walks the blocks in their order. When a
//! block may be freed is decided the way tokio's list decides it: by the tail that was seen after nobody could
//! find the block any more.
//!
//! # Invariants
//!
//! - I1: a position is claimed by who adds to the tail word and finds it open, and published by the same, with
//!   no code of a user in between. It writes the slot of that position, and nobody else does.
//! - I2: `tail_block` moves from a block to the next one, and only when every slot of the block is published.
//!   So whoever loads it after a claim that is not published finds the claim's block at it or behind it.
//! - I3: whoever moves `tail_block` past a block then changes the tail word (by nothing), and notes in the
//!   block the position that it found there, or the cut. Whoever found the block in `tail_block` had claimed before that,
//!   since the claim and this change are read-modify-writes of one word with acquire and release, and so has a
//!   position below the noted one, which it publishes after its last look at the block.
//! - I4: so the receiver frees or reuses a block when it has received all positions below the noted one.
//! - I5: only who has the `Cursor` reads slots and frees blocks. A block's slots are all read by then.
//! - I6: a position that is claimed after CLOSED was set touches no block. `cut` is the first such position.
//! - I7: with one receiver, `RECEIVER_WAITS` is what `parked` says of it (P1, P2); with many, it is set and
//!   cleared under their lock, and set whenever their list is not empty.
//! - I8: `kept` is touched under the lock `turn`, or by who is alone.
//!
//! Positions have 62 bits, and do not wrap around.

mod block;
mod cursor;
mod many;
mod queue;
mod receive;
mod remains;
mod send;

pub(crate) use cursor::Cursor;
pub(crate) use queue::List;
