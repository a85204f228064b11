//! The faults of others that `anyrt-combinators` has tests against, each shown on the crate that has it, in the
//! version that the manifest pins. A test that fails here tells of a fault that was mended.

mod copying;
mod joining;
mod merging;
mod selecting;
mod sets;
mod yielding;

use std::{
    cell::{Cell, RefCell},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

/// A future that waits until it is told, and counts its polls.
#[derive(Clone, Default)]
struct Child(Rc<State>);

#[derive(Default)]
struct State {
    polls: Cell<usize>,
    is_done: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Child {
    fn polls(&self) -> usize {
        self.0.polls.get()
    }

    fn wake(&self) {
        let waker = self.0.waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn complete(&self) {
        self.0.is_done.set(true);
        self.wake();
    }
}

impl Future for Child {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.0.polls.set(self.0.polls.get() + 1);
        if self.0.is_done.get() {
            return Poll::Ready(());
        }
        self.0.waker.replace(Some(cx.waker().clone()));
        Poll::Pending
    }
}

fn children(count: usize) -> Vec<Child> {
    (0..count).map(|_| Child::default()).collect()
}

fn polls(children: &[Child]) -> usize {
    children.iter().map(Child::polls).sum()
}

fn poll<F: Future + ?Sized>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}
