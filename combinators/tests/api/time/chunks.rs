use std::{num::NonZeroUsize, task::Poll, time::Duration};

use anyrt_combinators::{
    futures_util::{Stream, StreamExt, stream, stream::FusedStream},
    time::StreamTimeExt,
};
use futures_channel::mpsc;

use crate::by_hand::{Clock, Counter, ms, next, now};

const THREE: NonZeroUsize = NonZeroUsize::new(3).expect("it is not zero");

#[test]
fn full_chunks_come_at_once_and_the_rest_at_the_end() {
    let chunks = stream::iter(0..7).chunks_timeout(Clock::new(), THREE, ms(10));
    assert_eq!(chunks.size_hint(), (3, Some(7)));
    let chunks: Vec<_> = now(chunks.collect());
    assert_eq!(chunks, [vec![0, 1, 2], vec![3, 4, 5], vec![6]]);
}

#[test]
fn the_first_item_of_a_chunk_waits_no_longer_than_the_limit() {
    let clock = Clock::new();
    let counter = Counter::new();
    let (send, receive) = mpsc::unbounded();
    let mut chunks = receive.chunks_timeout(clock.clone(), THREE, ms(10));
    assert!(next(&mut chunks, &counter).is_pending());
    clock.advance(ms(100));
    send.unbounded_send(1).expect("open");
    assert!(next(&mut chunks, &counter).is_pending());
    clock.advance(ms(6));
    send.unbounded_send(2).expect("open");
    assert!(next(&mut chunks, &counter).is_pending());
    clock.advance(ms(3));
    let before = counter.wakes();
    clock.advance(ms(1));
    assert_eq!(counter.wakes(), before + 1);
    assert_eq!(next(&mut chunks, &counter), Poll::Ready(Some(vec![1, 2])));
    clock.advance(ms(100));
    assert!(
        next(&mut chunks, &counter).is_pending(),
        "no chunk is empty"
    );
}

#[test]
fn waits_dropped_after_any_item_lose_nothing() {
    for sent in 0..3 {
        let clock = Clock::new();
        let (send, receive) = mpsc::unbounded();
        let mut chunks = receive.chunks_timeout(clock.clone(), THREE, ms(10));
        for item in 0..sent {
            send.unbounded_send(item).expect("open");
            assert!(next(&mut chunks, &Counter::new()).is_pending());
        }
        for item in sent..3 {
            send.unbounded_send(item).expect("open");
        }
        assert_eq!(now(chunks.next()), Some(vec![0, 1, 2]));
    }
}

#[test]
fn an_empty_stream_gives_no_chunk() {
    let mut chunks = stream::empty::<u8>().chunks_timeout(Clock::new(), THREE, ms(10));
    assert_eq!(now(chunks.next()), None);
    assert!(chunks.is_terminated());
}

#[test]
fn a_limit_of_zero_gives_what_is_there_and_the_longest_waits_for_more() {
    let (send, receive) = mpsc::unbounded();
    let mut chunks = receive.chunks_timeout(Clock::new(), THREE, Duration::ZERO);
    send.unbounded_send(1).expect("open");
    send.unbounded_send(2).expect("open");
    assert_eq!(now(chunks.next()), Some(vec![1, 2]));

    let (send, receive) = mpsc::unbounded();
    let clock = Clock::new();
    let mut chunks = receive.chunks_timeout(clock.clone(), THREE, Duration::MAX);
    send.unbounded_send(1).expect("open");
    assert!(next(&mut chunks, &Counter::new()).is_pending());
    clock.advance(Duration::from_secs(1 << 30));
    assert!(next(&mut chunks, &Counter::new()).is_pending());
}

#[test]
fn a_stream_that_is_always_ready_yields_and_keeps_the_limit() {
    let clock = Clock::new();
    let counter = Counter::new();
    let mut chunks = stream::repeat(1).chunks_timeout(clock.clone(), NonZeroUsize::MAX, ms(10));
    assert!(next(&mut chunks, &counter).is_pending());
    assert_eq!(counter.wakes(), 1);
    clock.advance(ms(10));
    match next(&mut chunks, &counter) {
        Poll::Ready(Some(chunk)) => assert_eq!(chunk.len(), 256),
        other => panic!("{other:?}"),
    }
}
