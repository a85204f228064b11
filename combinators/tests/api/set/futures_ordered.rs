//! `FuturesOrdered`.

use std::{
    future::{Ready, ready},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::Arc,
    task::Poll,
};

use anyrt_combinators::{
    futures_util::{FutureExt, StreamExt, stream::FusedStream},
    set::FuturesOrdered,
};

use crate::{leaf::leaf, poller::Poller};

#[test]
fn outputs_come_in_the_order_of_the_queue() {
    for count in [2, 70, 1000] {
        let (leaves, handles): (Vec<_>, Vec<_>) = (0..count).map(leaf).unzip();
        let mut queue: FuturesOrdered<_> = leaves.into_iter().collect();
        let mut poller = Poller::new();
        for handle in handles.iter().rev() {
            assert!(poller.poll_next(Pin::new(&mut queue)).is_pending());
            handle.complete();
        }
        let mut outputs = Vec::new();
        loop {
            match poller.poll_next(Pin::new(&mut queue)) {
                Poll::Ready(Some(output)) => outputs.push(output),
                Poll::Ready(None) => break,
                Poll::Pending => assert_eq!(poller.wakes(), 1),
            }
        }
        assert_eq!(outputs, (0..count).collect::<Vec<_>>());
        assert!(queue.is_terminated() && queue.is_empty());
    }
}

#[test]
fn a_future_at_the_front_is_the_next_one() {
    let mut queue = FuturesOrdered::new();
    queue.push_back(ready(2));
    queue.push_back(ready(3));
    queue.push_front(ready(1));
    assert_eq!(queue.next().now_or_never(), Some(Some(1)));
    queue.push_front(ready(0));
    queue.push_back(ready(4));
    assert_eq!(queue.len(), 4);
    let outputs: Vec<_> = queue.collect().now_or_never().expect("ready");
    assert_eq!(outputs, [0, 2, 3, 4]);
}

#[test]
fn outputs_that_wait_for_their_turn_are_dropped_with_the_queue() {
    let output = Arc::new(());
    let ((a, first), (b, second)) = (leaf(output.clone()), leaf(output.clone()));
    let mut queue: FuturesOrdered<_> = [a, b].into_iter().collect();
    let mut poller = Poller::new();
    assert!(poller.poll_next(Pin::new(&mut queue)).is_pending());
    second.complete();
    assert!(poller.poll_next(Pin::new(&mut queue)).is_pending());
    assert_eq!((first.drops(), second.drops()), (0, 1));
    queue.clear();
    assert_eq!(first.drops(), 1);
    assert_eq!(Arc::strong_count(&output), 1);
    assert!(queue.is_empty());
    drop(queue);
    assert_eq!(poller.clones(), 0);
}

#[test]
fn an_empty_queue_has_ended_until_something_is_pushed() {
    let mut queue = FuturesOrdered::<Ready<u8>>::default();
    assert_eq!(queue.next().now_or_never(), Some(None));
    assert!(queue.is_terminated());
    queue.push_back(ready(1));
    assert!(!queue.is_terminated());
    assert_eq!(queue.next().now_or_never(), Some(Some(1)));
    assert_eq!(format!("{queue:?}"), "FuturesOrdered { len: 0, .. }");
}

#[test]
fn the_others_go_on_after_one_that_panics() {
    for panicking in 0..4 {
        let (leaves, handles): (Vec<_>, Vec<_>) = (0..4).map(leaf).unzip();
        let mut queue: FuturesOrdered<_> = leaves.into_iter().collect();
        let mut poller = Poller::new();
        assert!(poller.poll_next(Pin::new(&mut queue)).is_pending());
        if panicking != 3 {
            handles[3].complete();
            assert!(poller.poll_next(Pin::new(&mut queue)).is_pending());
        }
        handles[panicking].panic();
        handles[panicking].wake();
        let caught = catch_unwind(AssertUnwindSafe(|| poller.poll_next(Pin::new(&mut queue))));
        assert!(caught.is_err());
        assert_eq!(queue.len(), 3);
        handles.iter().for_each(|handle| handle.complete());
        let rest: Vec<_> = queue.collect().now_or_never().expect("all are done");
        let expected: Vec<_> = (0..4).filter(|number| *number != panicking).collect();
        assert_eq!(rest, expected);
    }
}
