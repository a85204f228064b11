//! In which order children are visited.

use std::{ops::ControlFlow, task::Waker};

use anyrt_combinators::wake_set::WakeSet;

use super::visitor::Visitor;
use crate::poller::Poller;

#[test]
fn a_poll_that_breaks_each_time_takes_turns() {
    for children in [2, 200] {
        let mut visitor = Visitor::new(WakeSet::new(children));
        visitor.visit_all();
        let mut counts = vec![0; children];
        for _ in 0..children * 10 {
            // Each of them is always ready.
            for child in 0..children {
                visitor.wake(child);
            }
            let (set, mut first) = (&mut visitor.set, None);
            let poll = visitor.poller.with(|cx| {
                set.poll_children(cx, |child, _| {
                    first = Some(child);
                    ControlFlow::Break(())
                })
            });
            assert!(poll.is_ready());
            counts[first.expect("woken")] += 1;
        }
        assert_eq!(counts.iter().min(), counts.iter().max(), "{counts:?}");
    }
}

#[test]
fn the_first_pass_starts_where_it_is_told() {
    let mut visitor = Visitor::new(WakeSet::new(4).starting_at(6));
    assert_eq!(visitor.visit(), [2, 3, 0, 1]);
}

#[test]
fn a_biased_set_visits_the_lowest_number_first() {
    for children in [5, 300] {
        let mut visitor = Visitor::new(WakeSet::new(children).biased());
        visitor.visit_all();
        let woken = [children - 1, 3, children / 2, 1];
        for child in woken {
            visitor.wake(child);
        }
        let up_to_3: &[usize] = if children == 5 { &[1, 2, 3] } else { &[1, 3] };
        assert_eq!(visitor.visit_until(3), up_to_3);
        // A lower number that was woken meanwhile comes before what is left.
        visitor.wake(0);
        let mut left = visitor.visit();
        assert_eq!(left.remove(0), 0);
        assert!(left.is_sorted());
        assert_eq!(left.last(), Some(&(children - 1)));
    }
}

#[test]
fn a_scanning_set_visits_every_child_at_each_poll_with_the_parents_waker() {
    let mut set = WakeSet::new(200).scanning();
    let mut poller = Poller::new();
    for _ in 0..3 {
        let mut visited = 0;
        let poll = poller.with(|cx| {
            let parent = cx.waker().clone();
            set.poll_children(cx, |_, cx| {
                assert!(parent.will_wake(cx.waker()));
                visited += 1;
                ControlFlow::<()>::Continue(())
            })
        });
        assert!(poll.is_pending());
        assert_eq!(visited, 200);
        assert_eq!(poller.wakes(), 0);
    }
    assert_eq!(poller.clones(), 0);
}

#[test]
fn a_scan_that_breaks_goes_on_after_the_child_that_broke() {
    let mut visitor = Visitor::new(WakeSet::new(3).scanning());
    assert_eq!(visitor.visit_until(1), [0, 1]);
    assert_eq!(visitor.visit_until(1), [2, 0, 1]);
    visitor.set.wake(0);
    assert_eq!(visitor.visit(), [2, 0, 1]);
    assert!(
        visitor
            .wakers
            .iter()
            .flatten()
            .all(|waker| !waker.will_wake(Waker::noop()))
    );
}

/// A child that always has more is noted by the set itself, which must not go before those who are woken.
#[test]
fn a_child_that_always_has_more_does_not_keep_others_waiting() {
    for other in [1, 63, 64, 129] {
        let mut visitor = Visitor::new(WakeSet::new(130));
        while visitor.visit().len() == 128 {}
        for first in [0, 65] {
            let mut seen = Vec::new();
            for poll in 0..6 {
                visitor.set.wake(first);
                if poll == 2 {
                    visitor.wake(other);
                }
                let set = &mut visitor.set;
                let poll = visitor.poller.with(|cx| {
                    set.poll_first(cx, |child, _| {
                        seen.push(child);
                        ControlFlow::Break(())
                    })
                });
                assert!(poll.is_ready());
            }
            // The last that was pushed is the first that is taken.
            assert!(seen[..5].contains(&other), "{seen:?}");
            visitor.visit();
        }
    }
}

#[test]
fn another_order_in_the_middle_of_the_first_pass_leaves_nobody_out() {
    let orders: [fn(WakeSet) -> WakeSet; 3] = [
        WakeSet::biased,
        |set| set.starting_at(0),
        |set| set.starting_at(50),
    ];
    for children in [4, 100] {
        for order in orders {
            let mut visitor = Visitor::new(WakeSet::new(children).starting_at(2));
            let mut visited = visitor.visit_until(3);
            visitor.set = order(std::mem::replace(&mut visitor.set, WakeSet::new(0)));
            visited.extend(visitor.visit_all());
            visited.sort_unstable();
            visited.dedup();
            assert_eq!(visited, (0..children).collect::<Vec<_>>());
        }
    }
}
