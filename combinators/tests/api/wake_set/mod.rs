//! The engine.

mod fuzz;
mod growth;
mod hostile;
mod order;
mod recovery;
mod visitor;
mod visits;
