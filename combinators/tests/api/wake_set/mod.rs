//! The engine.

mod fuzz;
mod fuzz_sets;
mod growth;
mod hostile;
mod order;
mod recovery;
mod visitor;
mod visits;
