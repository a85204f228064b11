//! How a model is run.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// Runs every execution of a model, and prints how many there are.
///
/// A bound on preemptions is for models that would have too many executions without it.
pub fn run(name: &str, preemption_bound: Option<usize>, model: impl Fn() + Send + Sync + 'static) {
    let executions = Arc::new(AtomicUsize::new(0));
    let counter = executions.clone();
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = preemption_bound;
    builder.check(move || {
        counter.fetch_add(1, Ordering::Relaxed);
        model();
    });
    let executions = executions.load(Ordering::Relaxed);
    let bound = preemption_bound.map_or_else(|| "none".to_owned(), |bound| bound.to_string());
    println!("loom {name}: {executions} executions, preemption bound {bound}");
    assert!(executions > 1, "{name} has nothing to vary");
}
