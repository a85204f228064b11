//! The faults of others, each of which is not one here.

use std::{pin::pin, task::Poll};

use anyrt_combinators::{
    futures_util::stream,
    stream::{Merge, Zip},
};

use super::source::source;
use crate::poller::Poller;

#[test]
fn streams_that_are_always_ready_take_turns() {
    for count in [2, 100] {
        let streams: Vec<_> = (0..count).map(stream::repeat).collect();
        let mut merged = pin!(streams.merge());
        let mut counts = vec![0; count];
        let mut poller = Poller::new();
        for _ in 0..count * 50 {
            loop {
                if let Poll::Ready(item) = poller.poll_next(merged.as_mut()) {
                    counts[item.expect("no end")] += 1;
                    break;
                }
            }
        }
        let (min, max) = (counts.iter().min(), counts.iter().max());
        let (min, max) = (min.expect("some"), max.expect("some"));
        assert!(max - min <= 2, "{counts:?}");
    }
}

#[test]
fn streams_that_are_always_ready_yield_after_128_items() {
    let mut merged = pin!((stream::repeat(1), stream::repeat(2)).merge());
    let mut zipped = pin!((stream::repeat(1), stream::repeat(2)).zip());
    let mut poller = Poller::new();
    for _ in 0..3 {
        for _ in 0..128 {
            assert!(poller.poll_next(merged.as_mut()).is_ready());
            assert!(poller.poll_next(zipped.as_mut()).is_ready());
        }
        assert!(poller.poll_next(merged.as_mut()).is_pending());
        assert_eq!(poller.wakes(), 1);
        assert!(poller.poll_next(zipped.as_mut()).is_pending());
        assert_eq!(poller.wakes(), 1);
    }
}

#[test]
fn one_hot_stream_of_many_is_polled_alone() {
    let (sources, inputs): (Vec<_>, Vec<_>) = (0..1000).map(|_| source([])).unzip();
    let mut merged = pin!(sources.merge());
    let mut poller = Poller::new();
    loop {
        assert!(poller.poll_next(merged.as_mut()).is_pending());
        if poller.wakes() == 0 {
            break;
        }
    }
    for item in 0..100 {
        inputs[500].push(item);
    }
    for item in 0..100 {
        assert_eq!(poller.poll_next(merged.as_mut()), Poll::Ready(Some(item)));
    }
    assert_eq!(
        inputs.iter().map(|input| input.polls()).sum::<usize>(),
        1100
    );
}
