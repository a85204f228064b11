//! Sets with a bound.

use std::{
    future::{Ready, pending, ready},
    num::NonZeroUsize,
};

use anyrt_combinators::{
    futures_util::{FutureExt, StreamExt, stream},
    set::{FuturesOrdered, FuturesUnordered, StreamsUnordered},
};

use crate::leaf::{leaf, ready_leaf};

const TWO: NonZeroUsize = NonZeroUsize::new(2).unwrap();

#[test]
fn a_full_set_gives_the_future_back() {
    let mut set = FuturesUnordered::bounded(TWO);
    set.push(ready(1));
    assert!(set.try_push(ready(2)).is_ok());
    let error = set.try_push(ready(3)).expect_err("two are there");
    assert_eq!(error.to_string(), "the set is full");
    assert_eq!(format!("{error:?}"), "FullError { .. }");
    assert!(set.next().now_or_never().is_some());
    assert!(set.try_push(error.into_inner()).is_ok());
    let mut outputs: Vec<_> = set.collect().now_or_never().expect("ready");
    outputs.sort_unstable();
    assert!(outputs.contains(&3));
}

#[test]
fn outputs_that_wait_count_towards_the_bound_of_a_queue() {
    let ((a, first), (b, _second)) = (leaf(1), ready_leaf(2));
    let mut queue = FuturesOrdered::bounded(TWO);
    queue.push_back(a);
    queue.push_front(b);
    assert!(queue.try_push_back(leaf(3).0).is_err());
    assert_eq!(queue.next().now_or_never(), Some(Some(2)));
    assert!(queue.try_push_back(ready_leaf(3).0).is_ok());
    assert!(queue.next().now_or_never().is_none());
    assert!(queue.try_push_back(leaf(4).0).is_err());
    first.complete();
    assert_eq!(queue.next().now_or_never(), Some(Some(1)));
}

#[test]
fn a_full_set_of_streams_gives_the_stream_back() {
    let mut set = StreamsUnordered::bounded(TWO);
    set.push(stream::iter([1]));
    assert!(set.try_push(stream::iter([2])).is_ok());
    assert!(set.try_push(stream::iter([3])).is_err());
    assert_eq!(set.count().now_or_never(), Some(2));
}

#[test]
#[should_panic(expected = "the set is full")]
fn pushing_into_a_full_set_panics() {
    let mut set = FuturesUnordered::bounded(NonZeroUsize::MIN);
    set.extend([pending::<()>(), pending()]);
}

#[test]
#[should_panic(expected = "the queue is full")]
fn pushing_into_a_full_queue_panics() {
    let mut queue = FuturesOrdered::<Ready<u8>>::bounded(NonZeroUsize::MIN);
    queue.extend([ready(1), ready(2)]);
}
