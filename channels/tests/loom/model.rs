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
pub(crate) fn run(name: &str, bound: Option<usize>, model: impl Fn() + Send + Sync + 'static) {
    let bound = more(bound);
    print(name, bound, executions(bound, model));
}

/// Runs a model in two orders of its threads, since what only loads is to come second. One of them has to run
/// more than once.
pub(crate) fn run_orders<M: Fn() + Send + Sync + 'static>(
    name: &str,
    bound: Option<usize>,
    models: [M; 2],
) {
    let bound = more(bound);
    let counts = models.map(|model| executions(bound, model));
    print(name, bound, counts.into_iter().max().unwrap_or_default());
}

fn more(bound: Option<usize>) -> Option<usize> {
    let more = usize::from(env::var_os("ANYRT_LOOM_MORE").is_some());
    bound.map(|bound| bound + more)
}

fn executions(bound: Option<usize>, model: impl Fn() + Send + Sync + 'static) -> usize {
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

/// Ends the process at the first model that fails, named as the test harness would.
#[expect(clippy::print_stdout, reason = "it is read by who started this")]
fn stop() {
    let thread = thread::current();
    println!("test {} ... FAILED", thread.name().unwrap_or("?"));
    process::exit(101);
}
