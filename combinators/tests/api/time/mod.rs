//! Time limits, ticks, paces and retries, on a clock that the tests move.

mod chunks;
mod debounce;
mod idle;
mod interval;
mod panics;
mod retry;
mod sample;
mod sweep;
mod throttle;
mod timeout;
