//! `StreamsUnordered`.

use std::{pin::Pin, task::Poll};

use anyrt_combinators::{
    futures_util::{
        FutureExt, StreamExt,
        stream::{self, FusedStream},
    },
    set::StreamsUnordered,
};

use crate::{poller::Poller, stream::source::source};

#[test]
fn items_come_as_they_do_and_only_who_was_woken_is_polled() {
    for count in [2, 70] {
        let (sources, inputs): (Vec<_>, Vec<_>) = (0..count).map(|_| source([])).unzip();
        let mut set: StreamsUnordered<_> = sources.into_iter().collect();
        let mut poller = Poller::new();
        assert!(poller.poll_next(Pin::new(&mut set)).is_pending());
        for (index, input) in inputs.iter().enumerate() {
            input.push(index);
            assert_eq!(poller.wakes(), 1);
            assert_eq!(
                poller.poll_next(Pin::new(&mut set)),
                Poll::Ready(Some(index))
            );
            assert!(poller.poll_next(Pin::new(&mut set)).is_pending());
            assert_eq!(input.polls(), 3);
        }
        for (index, input) in inputs.iter().enumerate() {
            input.end();
            let poll = poller.poll_next(Pin::new(&mut set));
            assert_eq!(poll.is_ready(), index + 1 == count);
            assert_eq!(input.drops(), 1);
        }
        assert!(set.is_terminated() && set.is_empty());
    }
}

#[test]
fn two_streams_that_are_always_ready_take_turns() {
    let mut set: StreamsUnordered<_> = [stream::repeat(0), stream::repeat(1)].into_iter().collect();
    let mut counts = [0, 0];
    let mut poller = Poller::new();
    for _ in 0..1000 {
        match poller.poll_next(Pin::new(&mut set)) {
            Poll::Ready(item) => counts[item.expect("no end")] += 1,
            Poll::Pending => assert_eq!(poller.wakes(), 1),
        }
    }
    let [first, second]: [i32; 2] = counts;
    assert!((first - second).abs() <= 1, "{counts:?}");
    assert!(first + second > 980);
}

#[test]
fn a_stream_is_removed_by_its_key_and_its_place_is_used_again() {
    let ((a, first), (b, second)) = (source([1]), source([2]));
    let mut set = StreamsUnordered::new();
    let a = set.insert(a);
    set.push(b);
    assert!(set.get_pin_mut(a).is_some());
    assert!(set.remove(a) && !set.remove(a));
    assert_eq!((first.drops(), second.drops()), (1, 0));
    assert_eq!(set.next().now_or_never(), Some(Some(2)));
    assert!(set.next().now_or_never().is_none());
    set.push(source([3]).0);
    assert_eq!(set.next().now_or_never(), Some(Some(3)));
    assert_eq!(set.len(), 2);
    set.clear();
    assert_eq!(second.drops(), 1);
    assert_eq!(set.next().now_or_never(), Some(None));
    assert!(set.is_terminated());
    set.push(source([4]).0);
    assert!(!set.is_terminated());
    assert_eq!(format!("{set:?}"), "StreamsUnordered { len: 1, .. }");
}
