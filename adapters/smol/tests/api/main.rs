//! Tests of the adapter through its public API; what it promises is in the conformance suite.

mod auto_traits;
mod panicking_wakers;
mod workers;
