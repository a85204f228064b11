use std::{future::pending, pin::pin, sync::Arc, task::Poll};

use anyrt_combinators::task::{CancellationToken, TaskGroup, TaskGroupError};
use futures_channel::oneshot;

use crate::by_hand::{Counter, Tasks, is_pending, now, poll};

type Group = TaskGroup<Tasks, &'static str>;

fn group() -> (Tasks, Group) {
    let tasks = Tasks::default();
    (tasks.clone(), TaskGroup::new(tasks))
}

/// Starts a task that never ends and holds `held`.
fn hold(group: &mut Group, held: &Arc<()>) {
    let held = held.clone();
    group.spawn(async move {
        pending::<()>().await;
        drop(held);
        Ok(())
    });
}

#[test]
fn an_empty_group_is_joined_at_once() {
    let (_tasks, mut group) = group();
    assert!(group.is_empty());
    now(group.join()).expect("nothing fails");
}

#[test]
fn join_waits_for_every_task() {
    let (tasks, mut group) = group();
    let (first, wait_first) = oneshot::channel::<()>();
    let (second, wait_second) = oneshot::channel::<()>();
    group.spawn(async { wait_first.await.map_err(|_| "gone") });
    group.spawn(async { wait_second.await.map_err(|_| "gone") });
    assert_eq!(group.len(), 2);
    let counter = Counter::new();
    let mut join = pin!(group.join());
    tasks.run();
    assert!(is_pending(join.as_mut(), &counter));
    second.send(()).expect("it waits");
    tasks.run();
    assert!(is_pending(join.as_mut(), &counter));
    first.send(()).expect("it waits");
    let before = counter.wakes();
    tasks.run();
    assert!(counter.wakes() > before);
    assert!(matches!(poll(join, &counter), Poll::Ready(Ok(()))));
}

#[test]
fn the_first_error_cancels_the_rest_without_anybody_joining() {
    let (tasks, mut group) = group();
    let held = Arc::new(());
    hold(&mut group, &held);
    let (fail, wait) = oneshot::channel::<()>();
    group.spawn(async { Err(wait.await.map_or("gone", |()| "failed")) });
    hold(&mut group, &held);
    tasks.run();
    assert_eq!(Arc::strong_count(&held), 3);
    fail.send(()).expect("it waits");
    tasks.run();
    assert_eq!(Arc::strong_count(&held), 1, "the others are gone");
    assert!(matches!(
        now(group.join()),
        Err(TaskGroupError::Failed("failed"))
    ));
}

#[test]
fn join_tells_a_failure_only_when_every_future_is_dropped() {
    let (tasks, mut group) = group();
    let held = Arc::new(());
    group.spawn(async { Err("failed") });
    hold(&mut group, &held);
    let counter = Counter::new();
    let mut join = pin!(group.join());
    assert!(tasks.run_one());
    assert!(is_pending(join.as_mut(), &counter), "one is not gone yet");
    tasks.run();
    assert_eq!(Arc::strong_count(&held), 1);
    assert!(matches!(
        poll(join, &counter),
        Poll::Ready(Err(TaskGroupError::Failed("failed")))
    ));
}

#[test]
fn a_panic_cancels_the_rest_and_is_told() {
    let (tasks, mut group) = group();
    let held = Arc::new(());
    hold(&mut group, &held);
    group.spawn(async { panic!("by a task") });
    tasks.run();
    assert_eq!(Arc::strong_count(&held), 1);
    match now(group.join()) {
        Err(TaskGroupError::Lost(error)) => assert_eq!(error.panic_message(), Some("by a task")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn dropping_the_group_aborts_every_task() {
    let (tasks, mut group) = group();
    let held = Arc::new(());
    hold(&mut group, &held);
    tasks.run();
    hold(&mut group, &held);
    drop(group);
    tasks.run();
    assert_eq!(Arc::strong_count(&held), 1);
}

#[test]
fn join_can_be_dropped_after_any_poll_and_called_again() {
    let (tasks, mut group) = group();
    let held = Arc::new(());
    group.spawn(async { Err("failed") });
    hold(&mut group, &held);
    for _ in 0..4 {
        let joined = poll(pin!(group.join()), &Counter::new());
        if let Poll::Ready(result) = joined {
            assert!(matches!(result, Err(TaskGroupError::Failed("failed"))));
            now(group.join()).expect("a failure is told once");
            return;
        }
        tasks.run_one();
    }
    panic!("it was never ready");
}

#[test]
fn cancelling_is_no_failure_and_ends_every_task() {
    let (tasks, mut group) = group();
    let held = Arc::new(());
    hold(&mut group, &held);
    tasks.run();
    group.cancel();
    hold(&mut group, &held);
    tasks.run();
    now(group.join()).expect("nothing failed");
    assert_eq!(Arc::strong_count(&held), 1);
}

#[test]
fn a_group_under_a_token_is_cancelled_with_it_and_not_the_other_way() {
    let tasks = Tasks::default();
    let token = CancellationToken::new();
    let held = Arc::new(());
    let mut failing: Group = TaskGroup::new_under(tasks.clone(), &token);
    failing.spawn(async { Err("failed") });
    tasks.run();
    assert!(failing.token().is_cancelled() && !token.is_cancelled());
    let mut group: Group = TaskGroup::new_under(tasks.clone(), &token);
    hold(&mut group, &held);
    token.cancel();
    tasks.run();
    assert_eq!(Arc::strong_count(&held), 1);
}

#[test]
fn handles_of_tasks_that_ended_are_let_go_by_the_next_spawn() {
    let (tasks, mut group) = group();
    for _ in 0..1000 {
        group.spawn(async { Ok(()) });
        tasks.run();
    }
    assert_eq!(group.len(), 1);
}

#[test]
fn a_task_dropped_by_the_shutdown_is_told() {
    let (tasks, mut group) = group();
    group.spawn(async { Ok(()) });
    tasks.shut_down();
    match now(group.join()) {
        Err(TaskGroupError::Lost(error)) => assert!(error.is_cancelled()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_task_dropped_before_its_first_poll_cancels_the_rest() {
    let (tasks, mut group) = group();
    let held = Arc::new(());
    hold(&mut group, &held);
    tasks.run();
    group.spawn(async { Ok(()) });
    tasks.shut_down();
    let mut join = pin!(group.join());
    assert!(
        is_pending(join.as_mut(), &Counter::new()),
        "the other is not gone yet"
    );
    tasks.run();
    assert_eq!(Arc::strong_count(&held), 1);
    assert!(matches!(now(join), Err(TaskGroupError::Lost(_))));
}

#[test]
fn of_several_failures_the_first_is_told() {
    let (tasks, mut group) = group();
    group.spawn(async { Err("first") });
    tasks.run();
    // The first is noted here, and this one is lost.
    group.spawn(async { Ok(()) });
    tasks.shut_down();
    assert!(matches!(
        now(group.join()),
        Err(TaskGroupError::Failed("first"))
    ));
}

#[test]
fn errors_say_what_happened_and_why() {
    let failed = TaskGroupError::Failed(std::io::Error::other("the cause"));
    assert_eq!(failed.to_string(), "a task of the group failed");
    let source = std::error::Error::source(&failed).expect("it has one");
    assert_eq!(source.to_string(), "the cause");
}
