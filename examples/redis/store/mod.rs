//! The data: sixteen databases of typed values, without input, output or a clock, and the queues
//! of clients that wait for some of it.
//!
//! The time is told to the store ([`Store::set_time`]) and randomness is handed to it once, so that
//! everything here is a plain function of its arguments.

mod database;
mod databases;
mod end;
mod glob;
mod indexed;
mod random;
mod range;
mod ranked;
mod serving;
mod sorted_set;
mod taking;
mod value;
mod waiting;

pub(crate) use database::{Database, WrongType};
pub(crate) use databases::{DATABASES, Store};
pub(crate) use end::End;
pub(crate) use glob::matches;
pub(crate) use indexed::{IndexedMap, Key};
pub(crate) use random::Generator;
pub(crate) use range::resolve;
pub(crate) use serving::Served;
pub(crate) use sorted_set::{Bound, Score, SortedSet};
pub(crate) use taking::{Outcome, Popped, Taking};
pub(crate) use value::{Hash, Kind, List, Set, Text, Value};
pub(crate) use waiting::Waiter;
