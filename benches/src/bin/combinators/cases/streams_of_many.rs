use std::{cell::Cell, hint::black_box, pin::Pin, rc::Rc, task::Poll};

use futures_util::{Stream, StreamExt, stream};

use crate::{
    operation::{Entrant, OURS, Operation, Work},
    reactor::{Parent, Reactor},
    streams::Source,
    target::Target,
};

/// Streams that get an item each, which is told to all of them in their order; then one set is taken out.
fn zipped<S: Stream + 'static>(n: usize, zip: impl FnOnce(Vec<Source>) -> S) -> Option<Work> {
    let (reactor, parent) = (Reactor::leak(n), Parent::default());
    let items: Vec<Rc<Cell<u32>>> = (0..n).map(|_| Rc::default()).collect();
    let sources = items.iter().enumerate().map(|(index, items)| Source {
        reactor,
        index,
        items: items.clone(),
    });
    let mut stream = Box::pin(zip(sources.collect()));
    let mut next = move || parent.poll(|cx| stream.as_mut().poll_next(cx));
    assert!(next().is_pending(), "all wait");
    Work::on(reactor, n, move || {
        for (index, items) in items.iter().enumerate() {
            items.set(1);
            reactor.wake(index);
        }
        assert!(matches!(next(), Poll::Ready(Some(_))), "each has an item");
        assert!(next().is_pending(), "it was the only one");
    })
}

/// An item from each of many streams.
pub(crate) fn zip() -> Operation {
    Operation {
        name: "zip",
        what: "Streams that all wait get an item each and are woken; the set of them is taken out, and the \
               zipped stream polled until it waits again.",
        unit: "stream",
        sizes_of: "streams",
        sizes: &[2, 64, 1024],
        entrants: vec![
            Entrant::new(OURS, "Vec", |n| {
                zipped(n, anyrt_combinators::stream::Zip::zip)
            }),
            Entrant::new("futures-concurrency", "Vec", |n| {
                zipped(n, futures_concurrency::stream::Zip::zip)
            }),
            Entrant::new("futures-util", "zip", |n| {
                let pair = |mut streams: Vec<Source>| {
                    let last = streams.pop();
                    streams.pop().zip(last).map(|(one, other)| one.zip(other))
                };
                if n == 2 {
                    zipped(n, |streams| stream::iter(pair(streams)).flatten())
                } else {
                    None
                }
            }),
        ],
        target: Target::None,
    }
}

fn chained<S: Stream>(
    n: usize,
    chain: impl Fn(Vec<stream::Iter<std::ops::Range<u64>>>) -> S + 'static,
) -> Option<Work> {
    const ITEMS: usize = 64;
    let parent = Parent::default();
    Work::alone(n * ITEMS, move || {
        let streams = (0..n).map(|_| stream::iter(0..ITEMS as u64)).collect();
        let mut chain = std::pin::pin!(chain(streams));
        while let Poll::Ready(Some(item)) = parent.poll(|cx| Pin::as_mut(&mut chain).poll_next(cx))
        {
            black_box(item);
        }
    })
}

/// One stream after the other.
pub(crate) fn chain() -> Operation {
    Operation {
        name: "chain",
        what: "Streams of 64 numbers each, which are always ready, are made and taken one after the other.",
        unit: "item",
        sizes_of: "streams",
        sizes: &[2, 64, 1024],
        entrants: vec![
            Entrant::new(OURS, "Vec", |n| {
                chained(n, anyrt_combinators::stream::Chain::chain)
            }),
            Entrant::new("futures-concurrency", "Vec", |n| {
                chained(n, futures_concurrency::stream::Chain::chain)
            }),
            Entrant::new("futures-util", "flatten", |n| {
                chained(n, |streams| stream::iter(streams).flatten())
            }),
        ],
        target: Target::None,
    }
}
