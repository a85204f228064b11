use std::{
    collections::VecDeque,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use anyrt_combinators::futures_util::Stream;

/// A stream that follows a script, and ends after it.
#[derive(Debug)]
pub(crate) struct Script<T> {
    steps: VecDeque<Poll<T>>,
    waker: Option<Waker>,
}

impl<T> Script<T> {
    pub(crate) fn new(steps: impl IntoIterator<Item = Poll<T>>) -> Self {
        let steps = steps.into_iter().collect();
        Self { steps, waker: None }
    }

    /// Wakes whoever saw it pending last.
    pub(crate) fn wake(&mut self) {
        self.waker.take().expect("somebody waits").wake();
    }

    /// Takes what was not given.
    pub(crate) fn rest(&mut self) -> Vec<T> {
        let steps = std::mem::take(&mut self.steps);
        let ready = steps.into_iter().map(|step| match step {
            Poll::Ready(item) => Some(item),
            Poll::Pending => None,
        });
        ready.flatten().collect()
    }
}

impl<T: Unpin> Stream for Script<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        match self.steps.pop_front() {
            Some(Poll::Ready(item)) => Poll::Ready(Some(item)),
            Some(Poll::Pending) => {
                self.waker = Some(cx.waker().clone());
                Poll::Pending
            }
            None => Poll::Ready(None),
        }
    }
}
