//! Futures made of futures: `join`, `try_join`, `race`, `race_ok` and `select`, on tuples, arrays and
//! vectors.
//!
//! The traits and methods are those of [futures-concurrency]; a program that uses it changes its imports.
//! Each future here polls a child only when that child was woken, see [`WakeSet`](crate::wake_set::WakeSet),
//! and each is fused: polling it after completion panics with its name.
//!
//! [futures-concurrency]: https://docs.rs/futures-concurrency

mod child;
pub mod children;
mod join;
mod race;
mod race_ok;
pub(crate) mod raw;
mod select;
mod select_with_rest;
mod state;
mod try_join;
pub(crate) mod tuple;

pub use join::{Join, JoinAll, JoinFuture, Outputs, join_all};
pub use race::{Race, RaceAll, RaceFuture, Same, race_all};
pub use race_ok::{AggregateError, RaceOk, RaceOkFuture, SameResults};
pub use select::{
    Chosen, Optional, Plain, Select, Select1, Select2, Select3, Select4, Select5, Select6, Select7,
    Select8, Select9, Select10, Select11, Select12, SelectAll, SelectFuture, SelectOptional,
    select_all,
};
pub use select_with_rest::{Rest, SelectWithRest, SelectWithRestFuture};
pub use try_join::{ResultFuture, Results, TryJoin, TryJoinAll, TryJoinFuture, try_join_all};
