use std::{cell::Cell, pin::Pin, rc::Rc, task::Poll};

use futures_util::Stream;

use crate::{
    operation::{Entrant, OURS, Operation, Work},
    reactor::{Parent, Reactor},
    streams::Source,
    target::Target,
};

fn merged<S: Stream + Unpin + 'static>(
    n: usize,
    merge: impl FnOnce(Vec<Source>) -> S,
) -> Option<Work> {
    let (reactor, parent, hot) = (Reactor::leak(n), Parent::default(), Rc::new(Cell::new(0)));
    let cold = Rc::new(Cell::new(0));
    let at = n / 2;
    let source = |index| Source {
        reactor,
        index,
        items: if index == at { &hot } else { &cold }.clone(),
    };
    let mut stream = merge((0..n).map(source).collect());
    let mut next = move || parent.poll(|cx| Pin::new(&mut stream).poll_next(cx));
    assert!(next().is_pending(), "all wait");
    Work::on(reactor, 1, move || {
        hot.set(1);
        reactor.wake(at);
        assert!(matches!(next(), Poll::Ready(Some(_))), "one has an item");
        assert!(next().is_pending(), "it was the only one");
    })
}

/// One of many streams has all the items.
pub(crate) fn one_hot() -> Operation {
    Operation {
        name: "merge",
        what: "Streams that all wait: one of them, always the same, gets an item, which is taken out of \
               the merged stream, and that is polled until it waits again.",
        unit: "item",
        sizes_of: "streams",
        sizes: &[64, 1024, 16_384],
        entrants: vec![
            Entrant::new(OURS, "Vec", |n| {
                merged(n, |streams| {
                    Box::pin(anyrt_combinators::stream::Merge::merge(streams))
                })
            }),
            Entrant::new(OURS, "StreamsUnordered", |n| {
                merged(n, |streams| {
                    let mut set = anyrt_combinators::set::StreamsUnordered::new();
                    streams.into_iter().for_each(|stream| set.push(stream));
                    set
                })
            }),
            Entrant::new("futures-concurrency", "Vec", |n| {
                merged(n, |streams| {
                    Box::pin(futures_concurrency::stream::Merge::merge(streams))
                })
            }),
            Entrant::new("futures-buffered", "MergeUnbounded", |n| {
                merged(n, |streams| {
                    streams
                        .into_iter()
                        .collect::<futures_buffered::MergeUnbounded<_>>()
                })
            }),
            Entrant::new("futures-buffered", "MergeBounded", |n| {
                merged(n, |streams| {
                    streams
                        .into_iter()
                        .collect::<futures_buffered::MergeBounded<_>>()
                })
            }),
            Entrant::new("futures-util", "select_all", |n| {
                merged(n, futures_util::stream::select_all)
            }),
            Entrant::new("tokio-stream", "StreamMap", |n| {
                merged(n, |streams| {
                    streams
                        .into_iter()
                        .enumerate()
                        .collect::<tokio_stream::StreamMap<_, _>>()
                })
            }),
        ],
        target: Target::OfTheBest(1.0, 64),
    }
}
