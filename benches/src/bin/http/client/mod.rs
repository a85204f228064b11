//! The load: connections that ask again as soon as they have an answer.

mod load;
mod one;
mod two;

pub(crate) use load::{Load, Taken};
