//! Just enough of Rust's grammar to judge a file without compiling it.

mod attributes;
mod docs;
mod items;
mod lexer;
mod parser;
mod ranges;
mod token;
mod types;

pub(crate) use attributes::attributes;
pub(crate) use docs::section;
pub(crate) use items::{AssocType, Function, Source, TraitDef};
pub(crate) use lexer::tokens;
pub(crate) use parser::parse;
pub(crate) use ranges::{macro_lines, test_lines};
pub(crate) use token::{Kind, Token};
pub(crate) use types::{is_result, last_segment, output_of, path_of, traits_at_top};
