use std::{future::pending, pin::pin, sync::Arc};

use anyrt_combinators::task::AbortOnDrop;
use anyrt_traits::task::{JoinHandle, Spawn};

use crate::by_hand::{Counter, Tasks, is_pending, now};

/// A task that never ends and holds `held`.
fn holding(tasks: &Tasks, held: &Arc<()>) -> AbortOnDrop<(), crate::by_hand::Handle<()>> {
    let held = held.clone();
    AbortOnDrop::new(tasks.spawn(async move {
        pending::<()>().await;
        drop(held);
    }))
}

#[test]
fn dropping_it_aborts_the_task() {
    let (tasks, held) = (Tasks::default(), Arc::new(()));
    let handle = holding(&tasks, &held);
    tasks.run();
    assert!(!handle.is_finished());
    drop(handle);
    tasks.run();
    assert_eq!(Arc::strong_count(&held), 1);
}

#[test]
fn dropping_it_before_the_first_poll_or_after_the_end_is_fine() {
    let (tasks, held) = (Tasks::default(), Arc::new(()));
    drop(holding(&tasks, &held));
    tasks.run();
    assert_eq!(Arc::strong_count(&held), 1);
    let done = AbortOnDrop::new(tasks.spawn(async {}));
    tasks.run();
    assert!(done.is_finished());
}

#[test]
fn awaiting_it_gives_the_output_and_then_says_consumed() {
    let tasks = Tasks::default();
    let mut handle = AbortOnDrop::new(tasks.spawn(async { 7 }));
    let counter = Counter::new();
    assert!(is_pending(pin!(&mut handle), &counter));
    tasks.run();
    assert_eq!(counter.wakes(), 1);
    assert_eq!(now(&mut handle).expect("the task ends"), 7);
    assert!(now(&mut handle).expect_err("it was given").is_consumed());
}

#[test]
fn aborting_it_resolves_once_the_future_is_dropped() {
    let (tasks, held) = (Tasks::default(), Arc::new(()));
    let mut handle = holding(&tasks, &held);
    handle.abort();
    assert!(is_pending(pin!(&mut handle), &Counter::new()));
    tasks.run();
    assert!(now(&mut handle).expect_err("it was aborted").is_cancelled());
    assert_eq!(Arc::strong_count(&held), 1);
}

#[test]
fn taking_it_apart_or_detaching_lets_the_task_run_on() {
    let (tasks, held) = (Tasks::default(), Arc::new(()));
    drop(holding(&tasks, &held).into_inner());
    holding(&tasks, &held).detach();
    tasks.run();
    assert_eq!(Arc::strong_count(&held), 3);
}
