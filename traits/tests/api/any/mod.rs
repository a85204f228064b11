//! The erased runtime behaves as the one inside.

mod allocations;
mod blocking;
mod builder;
mod erasure;
mod os;
mod reunite;
mod sockets;
mod spawn;
mod streams;
mod time;
