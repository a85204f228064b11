//! Futures as tasks.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
};

use anyrt_combinators::{
    concurrent,
    futures_util::{StreamExt, future::BoxFuture, stream},
};
use anyrt_traits::task::yield_now;

use super::run::bound;
use crate::{by_hand::Tasks, poller::Poller};

type Job = BoxFuture<'static, usize>;

/// Jobs that take a few polls, and count how many of them are alive.
fn jobs(alive: &Arc<()>, done: &Arc<AtomicUsize>) -> Vec<Job> {
    let job = |index: usize| -> Job {
        let (alive, done) = (alive.clone(), done.clone());
        Box::pin(async move {
            for _ in 0..index % 3 {
                yield_now().await;
            }
            done.fetch_add(1, Ordering::SeqCst);
            drop(alive);
            index
        })
    };
    (0..6).map(job).collect()
}

#[test]
fn tasks_run_while_nobody_polls() {
    let (alive, done) = (Arc::new(()), Arc::<AtomicUsize>::default());
    let rt = Tasks::default();
    let jobs = stream::iter(jobs(&alive, &done));
    let mut outputs = pin!(concurrent::ordered_tasks(rt.clone(), jobs, bound(3)));
    let mut poller = Poller::new();
    assert!(poller.poll_next(outputs.as_mut()).is_pending());
    rt.run();
    assert_eq!(done.load(Ordering::SeqCst), 3, "the bound");
    for index in 0..6 {
        let output = loop {
            match poller.poll_next(outputs.as_mut()) {
                Poll::Ready(output) => break output,
                Poll::Pending => rt.run(),
            }
        };
        assert_eq!(output.expect("it is not over").ok(), Some(index));
    }
    assert!(poller.poll_next(outputs.as_mut()).is_ready());
    assert_eq!(Arc::strong_count(&alive), 1);
}

#[test]
fn tasks_are_aborted_with_the_whole_at_any_moment() {
    for polls in 0..8 {
        let (alive, done) = (Arc::new(()), Arc::<AtomicUsize>::default());
        let rt = Tasks::default();
        let mut poller = Poller::new();
        {
            let jobs = stream::iter(jobs(&alive, &done));
            let outputs = concurrent::unordered_tasks(rt.clone(), jobs, bound(4));
            let mut each = pin!(outputs.for_each(|_| yield_now()));
            for _ in 0..polls {
                if poller.poll(each.as_mut()).is_ready() {
                    break;
                }
                rt.run_one();
            }
        }
        let before = done.load(Ordering::SeqCst);
        rt.run();
        assert_eq!(done.load(Ordering::SeqCst), before, "a task went on");
        assert_eq!(Arc::strong_count(&alive), 1, "a task is left");
        assert_eq!(poller.clones(), 0);
    }
}

#[test]
fn a_panic_of_a_task_is_its_output() {
    let rt = Tasks::default();
    let jobs: Vec<Job> = vec![
        Box::pin(async { 0 }),
        Box::pin(async { panic!("the job panics") }),
        Box::pin(async { 2 }),
    ];
    let mut seen = Vec::new();
    {
        let outputs = concurrent::ordered_tasks(rt.clone(), stream::iter(jobs), bound(2));
        let mut each = pin!(outputs.for_each(|result| {
            seen.push(result.map_err(|error| error.panic_message().map(str::to_owned)));
            std::future::ready(())
        }));
        let mut poller = Poller::new();
        while poller.poll(each.as_mut()).is_pending() {
            rt.run();
        }
    }
    let message = Some("the job panics".to_owned());
    assert_eq!(seen, [Ok(0), Err(message), Ok(2)]);
}

#[test]
fn a_shutdown_of_the_runtime_ends_it() {
    let rt = Tasks::default();
    let jobs: Vec<Job> = vec![Box::pin(std::future::pending())];
    let outputs = concurrent::unordered_tasks(rt.clone(), stream::iter(jobs), bound(1));
    let mut outputs = pin!(outputs.map(|result| result.is_err_and(|error| error.is_cancelled())));
    let mut poller = Poller::new();
    assert!(poller.poll_next(outputs.as_mut()).is_pending());
    rt.shut_down();
    assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(Some(true)));
    assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(None));
}
