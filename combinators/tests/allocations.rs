//! What allocates, and what does not.

#![cfg(not(loom))]

mod raw;

use std::{
    ops::ControlFlow,
    task::{Context, Poll, Waker},
};

use anyrt_combinators::wake_set::WakeSet;
use raw::allocations;

fn count(code: impl FnOnce()) -> u64 {
    let before = allocations();
    code();
    allocations() - before
}

#[test]
fn a_set_whose_children_clone_no_waker_allocates_nothing() {
    for children in [1, 12, 64, 1000] {
        let made = count(|| {
            let mut set = WakeSet::new(children);
            let mut left = children;
            loop {
                let poll = set.poll_children(&mut Context::from_waker(Waker::noop()), |_, cx| {
                    let _waker = cx.waker();
                    left -= 1;
                    if left == 0 {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    }
                });
                if poll.is_ready() {
                    break;
                }
            }
        });
        assert_eq!(made, 0, "{children} children");
    }
}

/// Polls a set to the end in which each child clones its waker and is woken once.
fn each_child_is_woken_once(wakers: &mut Vec<Waker>) {
    let mut set = WakeSet::new(wakers.capacity());
    for round in 0..2 {
        let poll = set.poll_children(&mut Context::from_waker(Waker::noop()), |_, cx| {
            if round == 0 {
                wakers.push(cx.waker().clone());
            }
            ControlFlow::<()>::Continue(())
        });
        assert_eq!(poll, Poll::Pending);
        wakers.drain(..).for_each(Waker::wake);
    }
}

#[test]
fn blocks_of_up_to_64_children_are_used_again() {
    let mut wakers = Vec::with_capacity(64);
    each_child_is_woken_once(&mut wakers);
    for _ in 0..10 {
        assert_eq!(count(|| each_child_is_woken_once(&mut wakers)), 0);
    }
}

#[test]
fn larger_sets_allocate_one_block() {
    let mut wakers = Vec::with_capacity(100);
    assert_eq!(count(|| each_child_is_woken_once(&mut wakers)), 1);
}
