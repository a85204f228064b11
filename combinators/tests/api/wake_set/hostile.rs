//! Parents whose wakers do what they should not.

use std::{
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex},
    task::{Context, Wake, Waker},
};

use anyrt_combinators::wake_set::WakeSet;

use super::visitor::Visitor;

/// A task that polls itself inside of `wake`, and wakes a child again each time.
struct Reentrant {
    set: Mutex<WakeSet>,
    sibling: Mutex<Option<Waker>>,
    visited: Mutex<Vec<usize>>,
}

impl Reentrant {
    fn poll(self: &Arc<Self>) {
        let waker = Waker::from(self.clone());
        let mut clones = Vec::new();
        // Like any executor it does not poll what it is polling.
        let Ok(mut set) = self.set.try_lock() else {
            return;
        };
        let poll = set.poll_children(&mut Context::from_waker(&waker), |child, cx| {
            self.visited.lock().expect("no panic").push(child);
            clones.push(cx.waker().clone());
            ControlFlow::<()>::Continue(())
        });
        assert!(poll.is_pending());
        drop(set);
        if clones.len() == 2 {
            *self.sibling.lock().expect("no panic") = clones.pop();
        }
    }
}

impl Wake for Reentrant {
    fn wake(self: Arc<Self>) {
        let sibling = self.sibling.lock().expect("no panic").take();
        if let Some(sibling) = sibling {
            sibling.wake();
        }
        self.poll();
    }
}

#[test]
fn a_parent_that_wakes_a_child_and_polls_inside_of_wake_does_not_deadlock() {
    let task = Arc::new(Reentrant {
        set: Mutex::new(WakeSet::new(2)),
        sibling: Mutex::new(None),
        visited: Mutex::new(Vec::new()),
    });
    task.poll();
    let sibling = task.sibling.lock().expect("no panic").clone();
    sibling.expect("visited").wake();
    assert_eq!(*task.visited.lock().expect("no panic"), [0, 1, 1]);
    *task.set.lock().expect("no panic") = WakeSet::new(0);
    *task.sibling.lock().expect("no panic") = None;
    assert_eq!(Arc::strong_count(&task), 1);
}

struct Panics;

impl Wake for Panics {
    fn wake(self: Arc<Self>) {
        panic!("the parent's waker panics");
    }
}

#[test]
fn a_parents_waker_that_panics_harms_nobody_else() {
    let mut visitor = Visitor::new(WakeSet::new(2));
    visitor.visit();
    visitor.wake(0);
    let parent = Arc::new(Panics);
    let waker = Waker::from(parent.clone());
    let poll = visitor
        .set
        .poll_children(&mut Context::from_waker(&waker), |_, _| {
            ControlFlow::<()>::Continue(())
        });
    assert!(poll.is_pending());
    drop(waker);
    let child = visitor.wakers[1].clone().expect("visited");
    assert!(catch_unwind(AssertUnwindSafe(|| child.wake())).is_err());
    assert_eq!(visitor.visit(), [1]);
    assert_eq!(Arc::strong_count(&parent), 1);
    visitor.wake(0);
    assert_eq!(visitor.poller.wakes(), 1);
    assert_eq!(visitor.visit(), [0]);
}

struct PanicsOnDrop;

impl Wake for PanicsOnDrop {
    fn wake(self: Arc<Self>) {}
}

impl Drop for PanicsOnDrop {
    fn drop(&mut self) {
        panic!("the parent's waker panics when it is dropped");
    }
}

/// Polls with a waker of which the set keeps the only clone.
fn poll_with_panics_on_drop(set: &mut WakeSet) {
    let waker = std::mem::ManuallyDrop::new(Waker::from(Arc::new(PanicsOnDrop)));
    let cx = &mut Context::from_waker(&waker);
    let mut child = None;
    let poll = set.poll_children(cx, |_, cx| {
        child = Some(cx.waker().clone());
        ControlFlow::<()>::Continue(())
    });
    assert!(poll.is_pending());
    drop(child);
    let dropped = catch_unwind(AssertUnwindSafe(|| {
        drop(std::mem::ManuallyDrop::into_inner(waker));
    }));
    assert!(dropped.is_ok(), "the set has a clone");
}

#[test]
fn a_parents_waker_that_panics_when_it_is_dropped_loses_nothing() {
    let mut visitor = Visitor::new(WakeSet::new(2));
    visitor.visit();
    poll_with_panics_on_drop(&mut visitor.set);
    let replaced = catch_unwind(AssertUnwindSafe(|| visitor.visit()));
    assert!(replaced.is_err());
    visitor.wake(0);
    assert_eq!(visitor.visit(), [0]);
    poll_with_panics_on_drop(&mut visitor.set);
    let ended = catch_unwind(AssertUnwindSafe(|| drop(visitor)));
    assert!(ended.is_err());
}
