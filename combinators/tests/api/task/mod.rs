//! Tokens, groups and handles that abort, on an executor that the tests drive.

mod abort_on_drop;
mod group;
mod run_until;
mod token;
