use std::{hint::black_box, pin::Pin, pin::pin, task::Poll};

use anyrt_combinators::forward::{forward, forward_async};
use futures_util::{Sink, Stream, StreamExt, stream};

use crate::{
    operation::{Entrant, OURS, Operation, Work},
    reactor::Parent,
    streams::Sum,
    target::Target,
};

fn source(n: usize) -> impl Stream<Item = u64> + Unpin {
    stream::iter((0..n).map(|item| item as u64))
}

fn run<F: Future>(n: usize, make: impl Fn(usize) -> F + 'static) -> Option<Work> {
    let parent = Parent::default();
    Work::alone(n, move || {
        let mut future = pin!(make(n));
        let polled = parent.poll(|cx| future.as_mut().poll(cx));
        assert!(black_box(polled).is_ready(), "nothing waits");
    })
}

/// The loop that one writes by hand, without a budget or errors to tell apart.
async fn by_hand(mut source: impl Stream<Item = u64> + Unpin) -> u64 {
    let mut sum = Sum::default();
    std::future::poll_fn(move |cx| {
        loop {
            let Poll::Ready(Ok(())) = Pin::new(&mut sum).poll_ready(cx) else {
                return Poll::Pending;
            };
            match Pin::new(&mut source).poll_next(cx) {
                Poll::Ready(Some(item)) => {
                    let Ok(()) = Pin::new(&mut sum).start_send(item);
                }
                Poll::Ready(None) => return Poll::Ready(sum.0),
                Poll::Pending => return Pin::new(&mut sum).poll_flush(cx).map(|_| sum.0),
            }
        }
    })
    .await
}

/// A stream that is always ready, into a sink that is.
pub(crate) fn items() -> Operation {
    Operation {
        name: "forward",
        what: "Numbers are moved from an iterator into a sink that adds them up; both are always ready.",
        unit: "item",
        sizes_of: "items",
        sizes: &[1000],
        entrants: vec![
            Entrant::new(OURS, "forward", |n| {
                run(n, |n| forward(source(n), Sum::default()))
            }),
            Entrant::new(OURS, "forward_async", |n| {
                run(n, |n| forward_async(source(n), Sum::default()))
            }),
            Entrant::new("futures-util", "forward", |n| {
                run(n, |n| StreamExt::forward(source(n).map(Ok), Sum::default()))
            }),
            Entrant::new("by hand", "loop", |n| run(n, |n| by_hand(source(n)))),
        ],
        target: Target::OfOne(1.0, "futures-util"),
    }
}
