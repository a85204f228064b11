//! The engine under the combinators: it polls the children that were woken, and no other.

mod large;
mod raw;
mod set;
mod small;
mod sync;
mod turn;

pub use set::WakeSet;
