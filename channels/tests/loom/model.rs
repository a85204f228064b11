//! How a model is run.

use std::{
    env, panic, process,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// Runs every execution of a model that has at most `bound` preemptions, or every one at all, and prints how
/// many there are. With `ANYRT_LOOM_MORE` in the environment it is one preemption more.
///
/// What runs once shows nothing, and fails.
#[expect(clippy::print_stdout, reason = "what a model covers is to be read")]
pub(crate) fn run(name: &str, bound: Option<usize>, model: impl Fn() + Send + Sync + 'static) {
    if env::var_os("ANYRT_LOOM_STOP").is_some() {
        panic::set_hook(Box::new(|info| {
            // What loom ends its threads by is no message.
            let payload = info.payload();
            if payload.is::<&str>() || payload.is::<String>() {
                stop();
            }
        }));
    }
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

/// Ends the process at the first model that fails, named as the test harness would.
#[expect(clippy::print_stdout, reason = "it is read by who started this")]
fn stop() {
    let thread = thread::current();
    println!("test {} ... FAILED", thread.name().unwrap_or("?"));
    process::exit(101);
}
