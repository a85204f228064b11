//! Claims about the append-only file.

mod commands;
mod damage;
mod failing;
mod killing;
mod load;
mod order;
mod place;
mod process;
mod replaying;
mod rewriting;
mod watched;
