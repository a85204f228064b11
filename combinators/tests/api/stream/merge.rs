//! `merge`.

use std::{pin::pin, task::Poll};

use anyrt_combinators::{
    futures_util::{
        FutureExt, StreamExt,
        stream::{self, FusedStream},
    },
    stream::Merge,
};

use super::source::source;
use crate::poller::Poller;

#[test]
fn merge_gives_the_items_of_all() {
    let mut items: Vec<_> = (stream::iter([1, 3]), stream::iter([2]), stream::empty())
        .merge()
        .collect()
        .now_or_never()
        .expect("ready");
    items.sort_unstable();
    assert_eq!(items, [1, 2, 3]);
    let items: Vec<_> = vec![stream::iter([1])]
        .merge()
        .collect()
        .now_or_never()
        .expect("ready");
    assert_eq!(items, [1]);
    assert_eq!(
        Vec::<stream::Empty<()>>::new()
            .merge()
            .next()
            .now_or_never(),
        Some(None)
    );
}

#[test]
fn merge_polls_who_was_woken_or_gave_an_item() {
    for count in [2, 70] {
        let (sources, inputs): (Vec<_>, Vec<_>) = (0..count).map(|_| source([])).unzip();
        let mut merged = pin!(sources.merge());
        let mut poller = Poller::new();
        assert!(poller.poll_next(merged.as_mut()).is_pending());
        for (index, input) in inputs.iter().enumerate() {
            input.push(index);
            assert_eq!(poller.wakes(), 1);
            assert_eq!(poller.poll_next(merged.as_mut()), Poll::Ready(Some(index)));
            assert!(poller.poll_next(merged.as_mut()).is_pending());
            assert_eq!(poller.wakes(), 0);
            assert_eq!(input.polls(), 3);
        }
        for input in &inputs {
            assert!(!merged.is_terminated());
            input.end();
        }
        assert_eq!(poller.poll_next(merged.as_mut()), Poll::Ready(None));
        assert!(merged.is_terminated());
        assert_eq!(poller.poll_next(merged.as_mut()), Poll::Ready(None));
        assert!(inputs.iter().all(|input| input.drops() == 1));
    }
}

#[test]
fn merge_drops_a_stream_at_its_end() {
    let ((a, first), (b, second)) = (source([1]), source([]));
    first.end();
    let mut merged = pin!((a, b).merge());
    let mut poller = Poller::new();
    assert_eq!(poller.poll_next(merged.as_mut()), Poll::Ready(Some(1)));
    assert!(poller.poll_next(merged.as_mut()).is_pending());
    assert_eq!((first.drops(), second.drops()), (1, 0));
}

#[test]
fn a_biased_merge_prefers_the_first_stream() {
    let mut merged = pin!([stream::repeat(0), stream::repeat(1)].merge().biased());
    for _ in 0..100 {
        assert_eq!(
            Poller::new().poll_next(merged.as_mut()),
            Poll::Ready(Some(0))
        );
    }
}

#[test]
fn twelve_streams_merge() {
    let one = |item: u8| stream::iter([item]);
    let merged = (
        one(1),
        one(2),
        one(3),
        one(4),
        one(5),
        one(6),
        one(7),
        one(8),
        one(9),
        one(10),
        one(11),
        one(12),
    )
        .merge();
    let mut items: Vec<_> = merged.collect().now_or_never().expect("ready");
    items.sort_unstable();
    assert_eq!(items, (1..=12).collect::<Vec<_>>());
}
