//! The standard streams.

mod input;
mod output;

pub use input::Stdin;
pub use output::{StandardStream, Stderr, Stdout, Which};
