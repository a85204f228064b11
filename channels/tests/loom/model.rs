//! How a model is run.

use std::{
    env,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

/// Runs every execution of a model that has at most `bound` preemptions, or every one at all, and prints how
/// many there are. With `ANYRT_LOOM_MORE` in the environment it is one preemption more.
///
/// What runs once shows nothing, and fails.
#[expect(clippy::print_stdout, reason = "what a model covers is to be read")]
pub(crate) fn run(name: &str, bound: Option<usize>, model: impl Fn() + Send + Sync + 'static) {
    let executions = Arc::new(AtomicUsize::new(0));
    let count = executions.clone();
    let more = usize::from(env::var_os("ANYRT_LOOM_MORE").is_some());
    let bound = bound.map(|bound| bound + more);
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = bound;
    builder.max_branches = 10_000;
    builder.check(move || {
        count.fetch_add(1, Ordering::Relaxed);
        model();
    });
    let executions = executions.load(Ordering::Relaxed);
    let bound = bound.map_or_else(|| "none".to_owned(), |bound| bound.to_string());
    println!("loom {name}: {executions} executions, preemption bound {bound}");
    assert!(executions > 1, "one execution shows nothing");
}
