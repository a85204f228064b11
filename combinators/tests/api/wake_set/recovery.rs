//! What is left after a break, a panic, and the end.

use std::{
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
};

use anyrt_combinators::wake_set::WakeSet;

use super::visitor::Visitor;

#[test]
fn a_break_leaves_who_was_not_visited_and_wakes_the_parent() {
    for children in [4, 300] {
        for biased in [false, true] {
            let set = WakeSet::new(children);
            let mut visitor = Visitor::new(if biased { set.biased() } else { set });
            let mut visited = visitor.visit_until(2);
            assert_eq!(visitor.poller.wakes(), 1);
            visited.extend(visitor.visit_all());
            assert_eq!(visited, (0..children).collect::<Vec<_>>());
            for child in 0..children {
                visitor.wake(child);
            }
            let mut visited = visitor.visit_until(2);
            assert!(visitor.poller.wakes() > 0);
            visited.extend(visitor.visit_all());
            visited.sort_unstable();
            assert_eq!(visited, (0..children).collect::<Vec<_>>());
        }
    }
}

#[test]
fn a_break_with_nothing_left_does_not_wake_the_parent() {
    let mut visitor = Visitor::new(WakeSet::new(4));
    visitor.visit_until(3);
    assert_eq!(visitor.poller.wakes(), 0);
}

#[test]
fn a_panic_leaves_who_was_not_visited_and_wakes_the_parent() {
    for children in [4, 300] {
        for first_pass in [true, false] {
            let mut visitor = Visitor::new(WakeSet::new(children));
            if !first_pass {
                visitor.visit_all();
                (0..children).for_each(|child| visitor.wake(child));
            }
            let mut visited = Vec::new();
            let (set, poller, wakers) =
                (&mut visitor.set, &mut visitor.poller, &mut visitor.wakers);
            let caught = catch_unwind(AssertUnwindSafe(|| {
                poller.with(|cx| {
                    set.poll_children(cx, |child, cx| {
                        visited.push(child);
                        wakers[child].get_or_insert_with(|| cx.waker().clone());
                        assert!(visited.len() < 2, "the second child panics");
                        ControlFlow::<()>::Continue(())
                    })
                })
            }));
            assert!(caught.is_err());
            assert!(visitor.poller.wakes() > 0);
            // The waker that a child cloned before the panic is still one of this set's.
            let first = visited[0];
            let after = visitor.visit_all();
            assert_eq!(visited.len() + after.len(), children);
            visitor.wake(first);
            assert_eq!(visitor.poller.wakes(), 1);
            assert_eq!(visitor.visit(), [first]);
        }
    }
}

#[test]
fn a_stray_waker_keeps_neither_the_parent_nor_anything_to_visit() {
    for children in [2, 300] {
        let mut visitor = Visitor::new(WakeSet::new(children));
        visitor.visit_all();
        assert_eq!(visitor.poller.clones(), 1);
        let Visitor {
            set,
            poller,
            wakers,
        } = visitor;
        drop(set);
        assert_eq!(poller.clones(), 0);
        for waker in wakers.iter().flatten() {
            waker.wake_by_ref();
            let another = waker.clone();
            another.wake();
        }
        assert_eq!(poller.wakes(), 0);
        thread::spawn(move || drop(wakers))
            .join()
            .expect("no panic");
    }
}

#[test]
fn a_block_that_is_used_again_has_forgotten_everything() {
    for _ in 0..20 {
        let mut visitor = Visitor::new(WakeSet::new(64));
        assert_eq!(visitor.visit().len(), 64);
        assert!(visitor.visit().is_empty());
        (0..64).for_each(|child| visitor.wake(child));
    }
}

#[test]
fn a_set_may_end_with_its_thread() {
    thread_local! {
        static LAST: std::cell::RefCell<Option<Visitor>> = const { std::cell::RefCell::new(None) };
    }
    for warm in [false, true] {
        thread::spawn(move || {
            if warm {
                Visitor::new(WakeSet::new(2)).visit();
            }
            LAST.with(|last| {
                let mut visitor = Visitor::new(WakeSet::new(2));
                visitor.visit();
                *last.borrow_mut() = Some(visitor);
            });
        })
        .join()
        .expect("no panic");
    }
}

/// The set notes the child in its block, which it makes for that.
#[test]
fn a_waker_of_a_block_that_a_biased_set_made_itself_wakes_the_parent() {
    let mut visitor = Visitor::new(WakeSet::new(65).biased());
    let (set, poller) = (&mut visitor.set, &mut visitor.poller);
    let poll = poller.with(|cx| set.poll_children(cx, |_, _| ControlFlow::<()>::Continue(())));
    assert!(poll.is_pending());
    visitor.set.wake(3);
    assert_eq!(visitor.visit(), [3]);
    visitor.wake(3);
    assert_eq!(visitor.poller.wakes(), 1);
    assert_eq!(visitor.visit(), [3]);
}

/// What the set was told of keeps chunks from being the first of a batch.
#[test]
fn children_that_the_set_was_told_of_do_not_keep_others_from_waking_the_parent() {
    for first in [2, 200] {
        let mut visitor = Visitor::new(WakeSet::new(first));
        visitor.visit_all();
        visitor.set.grow(200);
        visitor.visit_all();
        for other in [1, 65, 66, 199] {
            for told in [[0, 64], [64, 0], [64, 65], [150, 0]] {
                for child in told {
                    visitor.set.wake(child);
                }
                visitor.wake(other);
                assert!(visitor.poller.wakes() > 0, "{first} {told:?} {other}");
                visitor.visit_all();
            }
        }
    }
}
