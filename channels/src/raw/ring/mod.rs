//! The bounded queue: a ring of slots with sequence stamps, and two words that say who waits.
//!
//! The ring is the one of Dmitry Vyukov's bounded queue: a slot's stamp says for which position it is free or
//! full. Added to it are a capacity that is exact, capacity that is reserved, and flags in the very words
//! that an operation has to change anyway, so that whoever claims or frees a slot learns with it whether
//! somebody waits.
//!
//! # Invariants
//!
//! - I1: a position is claimed by who moves the tail word past it, and published by the same, with no code of
//!   a user in between. It writes the slot of that position, and nobody else does.
//! - I2: `position(tail) - position(head) + reserved(tail) <= capacity`, but for the moments in which
//!   capacity is handed from a message to a waiter and is counted twice. So a claimed position's slot was
//!   read, or (with many receivers) is being read, since positions whose slots are the same are at least
//!   `capacity` apart.
//! - I3: a `Reserved` is counted in the tail word, and is given back to the ring that gave it.
//! - I4: `SENDER_WAITS` is set and cleared under the lock, and set whenever the list of senders is not empty.
//!   While it is set nobody claims or reserves but from what was reserved for it.
//! - I5: with one receiver, `RECEIVER_WAITS` is what `parked` says of it (P1, P2); with many, it is set and
//!   cleared under their lock, and set whenever their list is not empty.
//! - I6: with one receiver, only who has the `Cursor` moves the head's position, and reads slots.
//! - I7: with many receivers, a position is received by who moves the head word past it, which then reads the
//!   slot and stamps it free for the position one round later.
//!
//! Positions have 39 bits and wrap around. Two operations are taken for one another only if a thread is held
//! up between its load and its compare-exchange while exactly a multiple of 2^39 messages pass, which takes
//! hours at any speed that a ring reaches.

mod multi;
mod queue;
mod reserve;
mod send;
mod single;
mod slot;
mod wait;
mod word;

pub(crate) use queue::Ring;
pub(crate) use reserve::Reserved;
pub(crate) use send::Refused;
pub(crate) use single::Cursor;
pub(crate) use wait::SendNode;
