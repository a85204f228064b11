//! The results as Markdown.

mod cell;
pub(crate) mod page;
mod results;
pub(crate) mod section;
mod target;
mod targets;

pub(crate) use results::Report;
pub(crate) use targets::targets;
