//! What comes out, in which order, and when it ends.

use std::{
    future::{Ready, ready},
    pin::pin,
    task::Poll,
};

use anyrt_combinators::{
    concurrent,
    futures_util::{FutureExt, Stream, StreamExt, stream, stream::FusedStream},
};

use super::run::{bound, run};
use crate::{
    leaf::{Leaf, leaf},
    poller::Poller,
    stream::source::source,
};

#[test]
fn unordered_gives_outputs_as_they_come() {
    let (leaves, handles): (Vec<_>, Vec<_>) = (0..3).map(leaf).unzip();
    let mut outputs = pin!(concurrent::unordered(stream::iter(leaves), bound(3)));
    let mut poller = Poller::new();
    assert!(poller.poll_next(outputs.as_mut()).is_pending());
    for index in [2, 0, 1] {
        handles[index].complete();
        assert_eq!(poller.wakes(), 1);
        assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(Some(index)));
        if index != 1 {
            assert!(poller.poll_next(outputs.as_mut()).is_pending());
        }
    }
    assert!(outputs.is_terminated());
    assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(None));
    assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(None));
}

#[test]
fn ordered_gives_outputs_in_the_order_of_the_stream() {
    let (leaves, handles): (Vec<_>, Vec<_>) = (0..3).map(leaf).unzip();
    let mut outputs = pin!(concurrent::ordered(stream::iter(leaves), bound(3)));
    let mut poller = Poller::new();
    for index in [2, 1] {
        assert!(poller.poll_next(outputs.as_mut()).is_pending());
        handles[index].complete();
    }
    assert!(poller.poll_next(outputs.as_mut()).is_pending());
    assert_eq!(outputs.len(), 3);
    handles[0].complete();
    for index in 0..3 {
        assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(Some(index)));
    }
    assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(None));
}

#[test]
fn the_stream_may_pend_and_end() {
    let (source, input) = source::<Leaf<u8>>([]);
    let mut outputs = pin!(concurrent::unordered(source, bound(2)));
    let mut poller = Poller::new();
    assert!(poller.poll_next(outputs.as_mut()).is_pending());
    let (one, handle) = leaf(1);
    input.push(one);
    assert_eq!(poller.wakes(), 1, "the stream is listened to");
    assert!(poller.poll_next(outputs.as_mut()).is_pending());
    handle.complete();
    assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(Some(1)));
    assert!(poller.poll_next(outputs.as_mut()).is_pending());
    let (two, handle) = leaf(2);
    input.push(two);
    input.end();
    assert!(poller.poll_next(outputs.as_mut()).is_pending());
    assert_eq!(input.drops(), 1, "a stream that has ended is dropped");
    assert!(!outputs.is_terminated());
    handle.complete();
    assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(Some(2)));
    assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(None));
}

#[test]
fn an_empty_stream_ends_at_once() {
    let none = || stream::empty::<Ready<u8>>();
    let body = |_| ready(());
    assert_eq!(
        run(concurrent::unordered(none(), bound(1)).for_each(body)),
        Some(())
    );
    assert_eq!(
        run(concurrent::ordered(none(), bound(1)).for_each(body)),
        Some(())
    );
    let mut outputs = concurrent::unordered(none(), bound(1));
    assert_eq!(outputs.next().now_or_never(), Some(None));
    assert!(outputs.is_empty() && outputs.is_terminated());
}

#[test]
fn a_stream_of_items_and_a_closure_are_a_stream_of_futures() {
    let doubled = stream::iter(0..1000_u32).map(|item| async move { item * 2 });
    let sum = concurrent::ordered(doubled, bound(7)).fold(0, |sum, item| ready(sum + item));
    assert_eq!(run(sum), Some(999_000));
}

#[test]
fn the_size_is_that_of_the_stream_and_of_what_was_taken() {
    let futures = stream::iter((0..5).map(ready));
    let mut outputs = concurrent::ordered(futures, bound(3));
    assert_eq!(outputs.size_hint(), (5, Some(5)));
    assert_eq!(outputs.next().now_or_never(), Some(Some(0)));
    assert_eq!(outputs.size_hint(), (4, Some(4)));
    assert_eq!(outputs.len(), 2);
    let text = format!("{outputs:?}");
    assert_eq!(
        text,
        "Concurrent { len: 2, bound: 3, has_source: true, .. }"
    );
}
