//! Claims about `examples/hosts`, each tried on every runtime that is compiled in.
//!
//! The example's own modules are compiled in, with the claims about single parts that they hold.

#[path = "../../examples/hosts/app.rs"]
mod app;
#[path = "../../examples/hosts/options.rs"]
mod options;
#[path = "../../examples/hosts/table/mod.rs"]
mod table;

mod parsing;
mod resolving;
