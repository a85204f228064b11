//! `join`.

use std::{future::ready, pin::pin, task::Poll};

use anyrt_combinators::{
    future::{Join, join_all},
    futures_util::{FutureExt, future::FusedFuture},
};

use crate::{
    leaf::{leaf, ready_leaf},
    poller::Poller,
};

#[test]
fn join_is_ready_at_once_if_all_are() {
    assert_eq!(
        (ready(1), ready("two")).join().now_or_never(),
        Some((1, "two"))
    );
    assert_eq!([ready(1), ready(2)].join().now_or_never(), Some([1, 2]));
    assert_eq!(
        vec![ready(1), ready(2)].join().now_or_never(),
        Some(vec![1, 2])
    );
    assert_eq!(
        join_all((0..3).map(ready)).now_or_never(),
        Some(vec![0, 1, 2])
    );
}

#[test]
fn join_of_none_is_ready_at_once() {
    let none: [std::future::Pending<()>; 0] = [];
    assert_eq!(none.join().now_or_never(), Some([]));
    assert_eq!(
        Vec::<std::future::Pending<()>>::new().join().now_or_never(),
        Some(vec![])
    );
}

#[test]
fn join_polls_each_child_twice_if_it_is_woken_once() {
    for count in [2, 8, 64, 65, 300] {
        let (leaves, handles): (Vec<_>, Vec<_>) = (0..count).map(leaf).unzip();
        let mut future = pin!(leaves.join());
        let mut poller = Poller::new();
        assert!(poller.poll(future.as_mut()).is_pending());
        while poller.wakes() > 0 {
            assert!(poller.poll(future.as_mut()).is_pending());
        }
        for (index, handle) in handles.iter().enumerate() {
            handle.complete();
            assert_eq!(poller.wakes(), 1);
            let poll = poller.poll(future.as_mut());
            assert_eq!(poll.is_ready(), index + 1 == count);
            if let Poll::Ready(outputs) = poll {
                assert_eq!(outputs, (0..count).collect::<Vec<_>>());
            }
        }
        assert!(handles.iter().all(|handle| handle.polls() == 2));
        assert!(handles.iter().all(|handle| handle.drops() == 1));
        assert!(future.is_terminated());
    }
}

#[test]
fn join_drops_a_child_in_the_poll_that_finishes_it() {
    let ((a, first), (b, second)) = (ready_leaf(1), leaf(2));
    let mut future = pin!((a, b).join());
    assert!(Poller::new().poll(future.as_mut()).is_pending());
    assert_eq!((first.drops(), second.drops()), (1, 0));
}

#[test]
fn join_lets_go_of_the_parent_when_it_is_done() {
    let (a, handle) = leaf(1);
    let mut future = pin!([a].join());
    let mut poller = Poller::new();
    assert!(poller.poll(future.as_mut()).is_pending());
    assert_eq!(poller.clones(), 1);
    handle.complete();
    assert_eq!(poller.poll(future.as_mut()), Poll::Ready([1]));
    assert_eq!(poller.clones(), 0);
}

#[test]
#[should_panic(expected = "`Join` polled after completion")]
fn join_panics_when_polled_after_completion() {
    let mut future = pin!((ready(1),).join());
    assert!(Poller::new().poll(future.as_mut()).is_ready());
    assert!(Poller::new().poll(future).is_pending());
}

#[test]
fn many_ready_children_take_several_polls() {
    let mut future = pin!(join_all((0..1000).map(ready)));
    let mut polls = 1;
    let mut poller = Poller::new();
    while poller.poll(future.as_mut()).is_pending() {
        assert_eq!(poller.wakes(), 1);
        polls += 1;
    }
    assert_eq!(polls, 8);
}
