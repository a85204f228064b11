//! Claims about `examples/server`, each tried on every runtime that is compiled in.
//!
//! The example's own modules are compiled in, with the claims about single parts that they hold.

#[path = "../../examples/server/load/mod.rs"]
mod load;
#[path = "../../examples/server/measure/mod.rs"]
mod measure;
#[path = "../../examples/server/options.rs"]
mod options;
#[path = "../../examples/server/service.rs"]
mod service;
#[path = "../../examples/server/strategy/mod.rs"]
mod strategy;

mod answering;
mod blocking;
mod harness;
mod measuring;
mod polling;
mod waiting;
