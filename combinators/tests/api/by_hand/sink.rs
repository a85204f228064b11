use std::{
    collections::VecDeque,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use anyrt_combinators::futures_util::Sink;

type Answers = VecDeque<Poll<Result<(), &'static str>>>;

/// A sink that writes down what is asked of it, and answers `Ready` when no other answer is prepared.
#[derive(Debug, Default)]
pub(crate) struct Recorder<T> {
    pub(crate) calls: Vec<&'static str>,
    pub(crate) items: Vec<T>,
    pub(crate) ready: Answers,
    pub(crate) flush: Answers,
    pub(crate) close: Answers,
    pub(crate) start: VecDeque<Result<(), &'static str>>,
    waker: Option<Waker>,
}

impl<T> Recorder<T> {
    pub(crate) fn new() -> Self {
        Self {
            calls: Vec::new(),
            items: Vec::new(),
            ready: VecDeque::new(),
            flush: VecDeque::new(),
            close: VecDeque::new(),
            start: VecDeque::new(),
            waker: None,
        }
    }

    /// Wakes whoever saw it pending last.
    pub(crate) fn wake(&mut self) {
        self.waker.take().expect("somebody waits").wake();
    }

    pub(crate) fn count(&self, call: &str) -> usize {
        self.calls.iter().filter(|made| **made == call).count()
    }

    fn answer(
        &mut self,
        call: &'static str,
        prepared: fn(&mut Self) -> &mut Answers,
        cx: &Context<'_>,
    ) -> Poll<Result<(), &'static str>> {
        self.calls.push(call);
        let answer = prepared(self).pop_front().unwrap_or(Poll::Ready(Ok(())));
        if answer.is_pending() {
            self.waker = Some(cx.waker().clone());
        }
        answer
    }
}

impl<T: Unpin> Sink<T> for Recorder<T> {
    type Error = &'static str;

    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.answer("ready", |this| &mut this.ready, cx)
    }

    fn start_send(mut self: Pin<&mut Self>, item: T) -> Result<(), Self::Error> {
        assert_eq!(
            self.calls.last(),
            Some(&"ready"),
            "it was not asked for room"
        );
        self.calls.push("start");
        self.start.pop_front().unwrap_or(Ok(()))?;
        self.items.push(item);
        Ok(())
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.answer("flush", |this| &mut this.flush, cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.answer("close", |this| &mut this.close, cx)
    }
}
