//! Who is visited, and when the parent is told.

use std::{ops::ControlFlow, task::Waker, thread};

use anyrt_combinators::wake_set::WakeSet;

use super::visitor::Visitor;
use crate::poller::Poller;

#[test]
fn the_first_poll_visits_every_child_and_later_ones_those_that_were_woken() {
    for children in [1, 2, 63, 64, 65, 128, 200] {
        let mut visitor = Visitor::new(WakeSet::new(children));
        assert_eq!(visitor.visit_all(), (0..children).collect::<Vec<_>>());
        assert!(visitor.visit().is_empty());
        let woken: Vec<_> = (0..children).step_by(3).collect();
        for child in &woken {
            visitor.wake(*child);
        }
        assert_eq!(visitor.poller.wakes(), 1, "one notification a batch");
        assert_eq!(visitor.visit_all(), woken);
        assert!(visitor.visit().is_empty());
    }
}

#[test]
fn a_set_without_children_visits_none() {
    let mut visitor = Visitor::new(WakeSet::new(0));
    assert!(visitor.visit().is_empty());
    assert_eq!(visitor.poller.wakes(), 0);
    assert!(visitor.set.is_empty());
}

#[test]
fn a_child_gets_the_same_waker_at_each_poll_and_no_sibling_has_it() {
    for children in [2, 200] {
        let mut visitor = Visitor::new(WakeSet::new(children));
        visitor.visit_all();
        let wakers: Vec<Waker> = visitor.wakers.iter().flatten().cloned().collect();
        assert!(!wakers[0].will_wake(&wakers[1]));
        for _ in 0..3 {
            wakers.iter().for_each(Waker::wake_by_ref);
            let mut same = 0;
            while same < children * 3 {
                let (set, mut visited) = (&mut visitor.set, 0);
                let poll = Poller::new().with(|cx| {
                    set.poll_children(cx, |child, cx| {
                        assert!(wakers[child].will_wake(cx.waker()));
                        visited += 1;
                        ControlFlow::<()>::Continue(())
                    })
                });
                assert!(poll.is_pending());
                same += visited;
                if visited == 0 {
                    break;
                }
            }
            assert_eq!(same, children);
        }
    }
}

#[test]
fn a_child_that_wakes_itself_in_the_first_pass_is_visited_again_by_the_next_poll() {
    for children in [1, 70] {
        let mut set = WakeSet::new(children);
        let mut poller = Poller::new();
        for round in 0..3 {
            let mut visited = Vec::new();
            let poll = poller.with(|cx| {
                set.poll_children(cx, |child, cx| {
                    visited.push(child);
                    if child == 0 {
                        cx.waker().wake_by_ref();
                    }
                    ControlFlow::<()>::Continue(())
                })
            });
            assert!(poll.is_pending());
            assert!(poller.wakes() > 0);
            assert_eq!(visited.len(), if round == 0 { children } else { 1 });
        }
    }
}

#[test]
fn another_thread_may_clone_and_wake_during_the_poll() {
    for children in [1, 70] {
        let mut set = WakeSet::new(children);
        let mut poller = Poller::new();
        let mut clones = Vec::new();
        let poll = poller.with(|cx| {
            set.poll_children(cx, |_, cx| {
                let waker = cx.waker();
                thread::scope(|scope| {
                    let other = scope.spawn(|| {
                        waker.wake_by_ref();
                        waker.clone()
                    });
                    clones.push(waker.clone());
                    clones.push(other.join().expect("no panic"));
                });
                ControlFlow::<()>::Continue(())
            })
        });
        assert!(poll.is_pending());
        assert!(poller.wakes() > 0);
        for pair in clones.chunks(2) {
            assert!(pair[0].will_wake(&pair[1]));
        }
        let mut visited = 0;
        let poll = poller.with(|cx| {
            set.poll_children(cx, |_, _| {
                visited += 1;
                ControlFlow::<()>::Continue(())
            })
        });
        assert!(poll.is_pending());
        assert_eq!(visited, children);
    }
}

#[test]
fn a_poll_visits_at_most_128_children_and_wakes_the_parent() {
    let mut visitor = Visitor::new(WakeSet::new(1000));
    let mut polls = 0;
    loop {
        let visited = visitor.visit().len();
        assert!(visited <= 128);
        polls += 1;
        if visitor.poller.wakes() == 0 {
            break;
        }
    }
    assert_eq!(polls, 8);
    for child in 0..1000 {
        visitor.wake(child);
    }
    let first = visitor.visit();
    assert_eq!(first.len(), 128);
    assert!(visitor.poller.wakes() > 0);
    visitor.wake(first[0]);
    assert_eq!(visitor.visit_all().len(), 1000 - 128 + 1);
}

#[test]
fn the_owner_may_have_a_child_visited() {
    for children in [3, 100] {
        let mut visitor = Visitor::new(WakeSet::new(children));
        visitor.visit_all();
        visitor.set.wake(1);
        visitor.set.wake(children - 1);
        assert_eq!(visitor.poller.wakes(), 0);
        assert_eq!(visitor.visit_all(), [1, children - 1]);
        visitor.set.wake_all();
        assert_eq!(visitor.visit_all().len(), children);
    }
}

#[test]
#[should_panic(expected = "no child 3")]
fn waking_a_child_that_is_not_there_panics() {
    WakeSet::new(3).wake(3);
}

#[test]
fn a_set_is_send_and_sync_and_may_move() {
    fn check<T: Send + Sync + Unpin>(_: &T) {}
    let mut visitor = Visitor::new(WakeSet::new(2));
    visitor.visit();
    check(&visitor.set);
    visitor.wake(0);
    let mut moved = Box::new(visitor);
    assert_eq!(moved.visit(), [0]);
    assert_eq!(
        format!("{:?}", moved.set),
        "WakeSet { len: 2, order: Rotating, .. }"
    );
}
