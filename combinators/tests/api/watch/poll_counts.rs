use std::{
    future::{pending, poll_fn},
    pin::pin,
    task::{Context, Poll, Waker},
};

use anyrt_combinators::{
    futures_util::future::{join, ready},
    watch::count_polls,
};
use futures_channel::oneshot;

use crate::by_hand::{Counter, is_pending, now, poll};

#[test]
fn a_future_that_is_ready_at_once_is_polled_once_and_never_woken() {
    let (future, counts) = count_polls(ready(1));
    assert_eq!(now(future), 1);
    assert_eq!(
        (counts.polls(), counts.wakes(), counts.spurious_polls()),
        (1, 0, 0)
    );
}

#[test]
fn a_wake_up_reaches_the_task_and_explains_the_next_poll() {
    let counter = Counter::new();
    let (send, receive) = oneshot::channel();
    let (future, counts) = count_polls(receive);
    let mut future = pin!(future);
    assert!(is_pending(future.as_mut(), &counter));
    send.send(2).expect("it waits");
    assert_eq!((counter.wakes(), counts.wakes()), (1, 1));
    assert_eq!(poll(future, &counter), Poll::Ready(Ok(2)));
    assert_eq!((counts.polls(), counts.spurious_polls()), (2, 0));
}

#[test]
fn polls_without_a_wake_up_are_spurious() {
    let (future, counts) = count_polls(pending::<()>());
    let mut future = pin!(future);
    for _ in 0..5 {
        assert!(is_pending(future.as_mut(), &Counter::new()));
    }
    assert_eq!(
        (counts.polls(), counts.wakes(), counts.spurious_polls()),
        (5, 0, 4)
    );
}

#[test]
fn a_join_that_polls_every_child_is_caught() {
    let (send, receive) = oneshot::channel();
    let (idle, counts) = count_polls(pending::<()>());
    let mut both = pin!(join(receive, idle));
    let counter = Counter::new();
    assert!(is_pending(both.as_mut(), &counter));
    send.send(()).expect("it waits");
    assert!(is_pending(both, &counter));
    assert_eq!(counts.spurious_polls(), 1);
}

#[test]
fn a_wake_up_during_a_poll_counts_for_the_next() {
    let (future, counts) = count_polls(poll_fn(|cx| {
        cx.waker().wake_by_ref();
        Poll::<()>::Pending
    }));
    let mut future = pin!(future);
    for _ in 0..3 {
        assert!(is_pending(future.as_mut(), &Counter::new()));
    }
    assert_eq!(
        (counts.polls(), counts.wakes(), counts.spurious_polls()),
        (3, 3, 0)
    );
}

#[test]
fn the_waker_stays_the_same_while_the_tasks_does_and_follows_a_new_one() {
    let mut seen: Vec<Waker> = Vec::new();
    let (future, _) = count_polls(poll_fn(|cx| {
        seen.push(cx.waker().clone());
        Poll::<()>::Pending
    }));
    let (first, last) = (Counter::new(), Counter::new());
    {
        let mut future = pin!(future);
        for waker in [first.waker(), last.waker()] {
            for _ in 0..2 {
                assert!(
                    future
                        .as_mut()
                        .poll(&mut Context::from_waker(&waker))
                        .is_pending()
                );
            }
        }
    }
    assert!(seen[0].will_wake(&seen[1]) && seen[2].will_wake(&seen[3]));
    assert!(!seen[1].will_wake(&seen[2]));
    seen[3].wake_by_ref();
    assert_eq!((first.wakes(), last.wakes()), (0, 1));
    drop(seen);
    assert_eq!((first.kept(), last.kept()), (0, 0));
}
