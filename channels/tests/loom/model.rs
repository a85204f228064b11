//! How a model is run.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// Runs every execution of a model that has at most `bound` preemptions, or every one at all, and prints how
/// many there are.
///
/// What runs once shows nothing, and fails.
pub(crate) fn run(name: &str, bound: Option<usize>, model: impl Fn() + Send + Sync + 'static) {
    print(name, bound, executions(bound, model));
}

/// Runs a model in two orders of its threads, since what only loads is to come second. One of them has to run
/// more than once.
pub(crate) fn run_orders<M: Fn() + Send + Sync + 'static>(
    name: &str,
    bound: Option<usize>,
    models: [M; 2],
) {
    let counts = models.map(|model| executions(bound, model));
    print(name, bound, counts.into_iter().max().unwrap_or_default());
}

fn executions(bound: Option<usize>, model: impl Fn() + Send + Sync + 'static) -> usize {
    let executions = Arc::new(AtomicUsize::new(0));
    let count = executions.clone();
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = bound;
    builder.max_branches = 10_000;
    builder.check(move || {
        count.fetch_add(1, Ordering::Relaxed);
        model();
    });
    executions.load(Ordering::Relaxed)
}

#[expect(clippy::print_stdout, reason = "what a model covers is to be read")]
fn print(name: &str, bound: Option<usize>, executions: usize) {
    let bound = bound.map_or_else(|| "none".to_owned(), |bound| bound.to_string());
    println!("loom {name}: {executions} executions, preemption bound {bound}");
    assert!(executions > 1, "one execution shows nothing");
}
