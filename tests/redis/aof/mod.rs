//! Claims about the append-only file.

mod commands;
mod damage;
mod place;
mod replaying;
