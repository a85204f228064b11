//! `chain`.

use std::{pin::pin, task::Poll};

use anyrt_combinators::{
    futures_util::{
        FutureExt, StreamExt,
        stream::{self, FusedStream},
    },
    stream::Chain,
};

use super::source::source;
use crate::poller::Poller;

#[test]
fn chain_gives_one_after_the_other() {
    let chained = (stream::iter([1, 2]), stream::empty(), stream::iter([3])).chain();
    let items: Vec<_> = chained.collect().now_or_never().expect("ready");
    assert_eq!(items, [1, 2, 3]);
    let items: Vec<_> = [stream::iter([1]), stream::iter([2])]
        .chain()
        .collect()
        .now_or_never()
        .expect("ready");
    assert_eq!(items, [1, 2]);
    let items: Vec<_> = vec![stream::iter([1]), stream::iter([2])]
        .chain()
        .collect()
        .now_or_never()
        .expect("ready");
    assert_eq!(items, [1, 2]);
}

#[test]
fn a_stream_is_polled_when_those_before_it_have_ended() {
    let ((a, first), (b, second)) = (source([]), source([2]));
    let mut chained = pin!((a, b).chain());
    let mut poller = Poller::new();
    assert!(poller.poll_next(chained.as_mut()).is_pending());
    assert_eq!(second.polls(), 0);
    first.end();
    assert_eq!(poller.wakes(), 1);
    assert_eq!(poller.poll_next(chained.as_mut()), Poll::Ready(Some(2)));
    assert_eq!((first.drops(), second.drops()), (1, 0));
    second.end();
    assert_eq!(poller.poll_next(chained.as_mut()), Poll::Ready(None));
    assert!(chained.is_terminated());
    assert_eq!(poller.poll_next(chained.as_mut()), Poll::Ready(None));
}

#[test]
fn many_streams_that_are_empty_do_not_keep_the_thread() {
    let empty: Vec<_> = (0..1000).map(|_| stream::empty::<()>()).collect();
    let mut chained = pin!(empty.chain());
    let mut poller = Poller::new();
    let mut polls = 1;
    while poller.poll_next(chained.as_mut()).is_pending() {
        assert_eq!(poller.wakes(), 1);
        polls += 1;
    }
    assert_eq!(polls, 8);
}

#[test]
fn twelve_streams_chain() {
    let one = |item: u8| stream::iter([item]);
    let chained = (
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
        .chain();
    let items: Vec<_> = chained.collect().now_or_never().expect("ready");
    assert_eq!(items, (1..=12).collect::<Vec<_>>());
}
