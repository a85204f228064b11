use std::{
    convert::Infallible,
    hint::black_box,
    pin::{Pin, pin},
    task::{Poll, ready},
};

use anyrt_combinators::forward::{forward, forward_async};
use futures_util::{Sink, Stream, StreamExt, stream};

use crate::{
    operation::{Entrant, OURS, Operation, Work},
    reactor::Parent,
    streams::{Queue, Sum},
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
async fn by_hand<St, Si>(mut source: St, mut sink: Si) -> Result<(), Infallible>
where
    St: Stream<Item = u64> + Unpin,
    Si: Sink<u64, Error = Infallible> + Unpin,
{
    std::future::poll_fn(move |cx| {
        loop {
            ready!(Pin::new(&mut sink).poll_ready(cx))?;
            match Pin::new(&mut source).poll_next(cx) {
                Poll::Ready(Some(item)) => Pin::new(&mut sink).start_send(item)?,
                Poll::Ready(None) | Poll::Pending => return Pin::new(&mut sink).poll_flush(cx),
            }
        }
    })
    .await
}

/// Moves all items of a queue to another one, over and over.
fn back_and_forth<F: Future>(n: usize, make: impl Fn(Queue, Queue) -> F + 'static) -> Option<Work> {
    let parent = Parent::default();
    let (mut from, mut to) = (Queue::default(), Queue::default());
    from.0.borrow_mut().extend(0..n as u64);
    Work::alone(n, move || {
        let mut future = pin!(make(from.clone(), to.clone()));
        let polled = parent.poll(|cx| future.as_mut().poll(cx));
        assert!(black_box(polled).is_ready(), "nothing waits");
        std::mem::swap(&mut from, &mut to);
    })
}

/// From one queue to another, as between channels.
pub(crate) fn queues() -> Operation {
    Operation {
        name: "forward",
        what: "Items are moved from one queue to another, which both are always ready.",
        unit: "item",
        sizes_of: "items",
        sizes: &[1000],
        entrants: vec![
            Entrant::new(OURS, "forward", |n| back_and_forth(n, forward)),
            Entrant::new(OURS, "forward_async", |n| back_and_forth(n, forward_async)),
            Entrant::new("futures-util", "forward", |n| {
                back_and_forth(n, |from, to| StreamExt::forward(from.map(Ok), to))
            }),
            Entrant::new("by hand", "loop", |n| {
                back_and_forth(n, by_hand::<Queue, Queue>)
            }),
        ],
        target: Target::OfOne(1.0, "futures-util"),
    }
}

/// A stream that is always ready, into a sink that is, neither of which does much.
pub(crate) fn items() -> Operation {
    Operation {
        name: "forward-numbers",
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
            Entrant::new("by hand", "loop", |n| {
                run(n, |n| by_hand(source(n), Sum::default()))
            }),
        ],
        target: Target::OfOne(1.0, "futures-util"),
    }
}
