//! Streams to put into combinators.

use std::{
    cell::Cell,
    collections::VecDeque,
    marker::PhantomPinned,
    pin::Pin,
    ptr,
    sync::{Arc, Mutex, MutexGuard},
    task::{Context, Poll, Waker},
};

use anyrt_combinators::futures_util::Stream;

/// What a test sees of a source, and puts into it.
pub(crate) struct Input<T>(Mutex<State<T>>);

struct State<T> {
    items: VecDeque<T>,
    has_ended: bool,
    polls: usize,
    drops: usize,
    waker: Option<Waker>,
}

impl<T> Input<T> {
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.0.lock().expect("no panic")
    }

    pub(crate) fn push(&self, item: T) {
        self.state().items.push_back(item);
        self.wake();
    }

    pub(crate) fn end(&self) {
        self.state().has_ended = true;
        self.wake();
    }

    fn wake(&self) {
        let waker = self.state().waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    pub(crate) fn polls(&self) -> usize {
        self.state().polls
    }

    pub(crate) fn drops(&self) -> usize {
        self.state().drops
    }
}

/// A stream of what is put into its input, which must not move once polled.
pub(crate) struct Source<T> {
    input: Arc<Input<T>>,
    address: Cell<Option<usize>>,
    _pinned: PhantomPinned,
}

/// Makes a source with some items.
pub(crate) fn source<T>(items: impl IntoIterator<Item = T>) -> (Source<T>, Arc<Input<T>>) {
    let input = Arc::new(Input(Mutex::new(State {
        items: items.into_iter().collect(),
        has_ended: false,
        polls: 0,
        drops: 0,
        waker: None,
    })));
    let source = Source {
        input: input.clone(),
        address: Cell::new(None),
        _pinned: PhantomPinned,
    };
    (source, input)
}

impl<T> Source<T> {
    fn check(&self) {
        let address = ptr::from_ref(self).addr();
        assert_eq!(self.address.get().unwrap_or(address), address, "moved");
    }
}

impl<T> Stream for Source<T> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let this = self.as_ref().get_ref();
        this.check();
        this.address.set(Some(ptr::from_ref(this).addr()));
        let mut state = this.input.state();
        state.polls += 1;
        if let Some(item) = state.items.pop_front() {
            return Poll::Ready(Some(item));
        }
        if state.has_ended {
            return Poll::Ready(None);
        }
        state.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

impl<T> Drop for Source<T> {
    fn drop(&mut self) {
        self.check();
        self.input.state().drops += 1;
    }
}
