//! A poll that writes down whom it visits.

use std::{
    ops::ControlFlow,
    task::{Poll, Waker},
};

use anyrt_combinators::wake_set::WakeSet;

use crate::poller::Poller;

/// A set with what its visits left.
pub(crate) struct Visitor {
    pub(crate) set: WakeSet,
    pub(crate) poller: Poller,
    /// A waker of each child, by number.
    pub(crate) wakers: Vec<Option<Waker>>,
}

impl Visitor {
    pub(crate) fn new(set: WakeSet) -> Self {
        let wakers = vec![None; set.len()];
        Self {
            set,
            poller: Poller::new(),
            wakers,
        }
    }

    /// Polls and returns the children visited. The first visit of a child clones its waker.
    pub(crate) fn visit(&mut self) -> Vec<usize> {
        self.visit_until(usize::MAX)
    }

    /// As `visit`, with a break at the visit of `last`.
    pub(crate) fn visit_until(&mut self, last: usize) -> Vec<usize> {
        self.wakers.resize(self.set.len(), None);
        let mut visited = Vec::new();
        let (set, wakers) = (&mut self.set, &mut self.wakers);
        let poll = self.poller.with(|cx| {
            set.poll_children(cx, |child, cx| {
                visited.push(child);
                wakers[child].get_or_insert_with(|| cx.waker().clone());
                if child == last {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })
        });
        assert_eq!(poll == Poll::Ready(()), visited.contains(&last));
        visited
    }

    /// Polls until the parent is not woken by the poll itself.
    pub(crate) fn visit_all(&mut self) -> Vec<usize> {
        let mut visited = self.visit();
        while self.poller.wakes() > 0 {
            visited.extend(self.visit());
        }
        visited.sort_unstable();
        visited
    }

    pub(crate) fn wake(&self, child: usize) {
        self.wakers[child].as_ref().expect("visited").wake_by_ref();
    }
}
