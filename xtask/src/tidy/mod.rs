//! `cargo xtask tidy`: the house rules that neither the compiler nor a lint sees, one per file.

mod allow;
mod casts;
mod ci;
mod command;
mod crate_files;
mod decisions;
mod index;
mod links;
mod machine_paths;
mod markers;
mod members;
mod self_named;
mod size;
mod sleeps;
mod unsafe_code;

pub(crate) use command::command;
