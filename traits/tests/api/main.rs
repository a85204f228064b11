//! What the traits crate promises, seen from outside: each test's name is the claim.
//!
//! The mock runtime of these tests has Unix sockets, so they are tests of Unix.

#![cfg(unix)]

mod accept_loop;
mod any;
mod auto_traits;
mod connect_host;
mod cursor;
mod datagram;
mod futures_io;
mod join_error;
mod mock;
mod raw;
mod waiter;
mod yield_now;
