//! `FuturesUnordered`.

use std::{
    future::{Ready, ready},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::Poll,
};

use anyrt_combinators::{
    futures_util::{FutureExt, Stream, StreamExt, stream::FusedStream},
    set::FuturesUnordered,
};

use crate::{
    leaf::{leaf, ready_leaf},
    poller::Poller,
};

fn poll<S: Stream + Unpin>(poller: &mut Poller, set: &mut S) -> Poll<Option<S::Item>> {
    poller.poll_next(Pin::new(set))
}

#[test]
fn outputs_come_as_the_futures_are_done() {
    for count in [1, 2, 64, 65, 300] {
        let (leaves, handles): (Vec<_>, Vec<_>) = (0..count).map(leaf).unzip();
        let mut set: FuturesUnordered<_> = leaves.into_iter().collect();
        let mut poller = Poller::new();
        assert!(poll(&mut poller, &mut set).is_pending());
        while poller.wakes() > 0 {
            assert!(poll(&mut poller, &mut set).is_pending());
        }
        for (index, handle) in handles.iter().enumerate().rev() {
            handle.complete();
            assert_eq!(poller.wakes(), 1);
            assert_eq!(poll(&mut poller, &mut set), Poll::Ready(Some(index)));
            assert_eq!(handle.drops(), 1);
            assert_eq!(set.len(), index);
            if index > 0 {
                assert!(poll(&mut poller, &mut set).is_pending());
                assert_eq!(poller.wakes(), 0);
            }
        }
        assert!(!set.is_terminated());
        assert_eq!(poll(&mut poller, &mut set), Poll::Ready(None));
        assert!(set.is_terminated() && set.is_empty());
        assert!(handles.iter().all(|handle| handle.polls() == 2));
    }
}

#[test]
fn a_set_that_has_ended_goes_on_after_a_push() {
    let mut set = FuturesUnordered::new();
    assert_eq!(set.next().now_or_never(), Some(None));
    set.push(ready(1));
    assert!(!set.is_terminated());
    assert_eq!(set.size_hint(), (1, Some(1)));
    assert_eq!(set.next().now_or_never(), Some(Some(1)));
    assert_eq!(set.next().now_or_never(), Some(None));
}

#[test]
fn pushing_moves_no_future_and_changes_no_waker() {
    let mut set = FuturesUnordered::new();
    let mut poller = Poller::new();
    let mut handles = Vec::new();
    for number in 0..500 {
        let (future, handle) = leaf(number);
        set.push(future);
        handles.push(handle);
        assert!(poll(&mut poller, &mut set).is_pending());
    }
    assert!(handles.iter().all(|handle| handle.polls() == 1));
    for (number, handle) in handles.iter().enumerate() {
        handle.complete();
        assert_eq!(set.next().now_or_never(), Some(Some(number)));
        // Leave the budget of outputs in a row alone.
        assert!(set.is_empty() || set.next().now_or_never().is_none());
    }
}

#[test]
fn a_future_is_removed_by_its_key() {
    let ((a, first), (b, second)) = (leaf(1), leaf(2));
    let mut set = FuturesUnordered::new();
    let (a, b) = (set.insert(a), set.insert(b));
    assert!(set.next().now_or_never().is_none());
    assert!(set.get_pin_mut(a).is_some());
    assert!(set.remove(a));
    assert_eq!((first.drops(), second.drops()), (1, 0));
    assert!(!set.remove(a) && set.get_pin_mut(a).is_none());
    // The place is used again, and the old key is not its key; nor has the old waker any harm in it.
    let (c, third) = leaf(3);
    let c = set.insert(c);
    assert_ne!(a, c);
    assert!(!set.remove(a));
    first.wake();
    assert!(set.next().now_or_never().is_none());
    third.complete();
    second.complete();
    let mut outputs = [set.next().now_or_never(), set.next().now_or_never()];
    outputs.sort_unstable();
    assert_eq!(outputs, [Some(Some(2)), Some(Some(3))]);
    assert!(!set.remove(b) && !set.remove(c));
}

#[test]
fn one_poll_does_not_poll_100_000_futures() {
    let mut set = FuturesUnordered::new();
    let mut handles = Vec::new();
    for _ in 0..100_000 {
        let (future, handle) = leaf(());
        set.push(future);
        handles.push(handle);
    }
    let mut poller = Poller::new();
    assert!(poll(&mut poller, &mut set).is_pending());
    let polls: usize = handles.iter().map(|handle| handle.polls()).sum();
    assert!(polls <= 128);
    assert_eq!(poller.wakes(), 1);
}

#[test]
fn futures_that_are_always_ready_yield_after_128() {
    let mut set: FuturesUnordered<Ready<u8>> = (0..2).map(ready).collect();
    let mut poller = Poller::new();
    for _ in 0..3 {
        for _ in 0..128 {
            assert!(poll(&mut poller, &mut set).is_ready());
            set.push(ready(0));
        }
        assert!(poll(&mut poller, &mut set).is_pending());
        assert_eq!(poller.wakes(), 1);
    }
}

#[test]
fn a_stray_waker_keeps_neither_a_future_nor_the_parent() {
    let (future, handle) = leaf(1);
    let mut set: FuturesUnordered<_> = [future].into_iter().collect();
    let mut poller = Poller::new();
    assert!(poll(&mut poller, &mut set).is_pending());
    let stray = handle.waker().expect("polled");
    handle.complete();
    assert_eq!(poll(&mut poller, &mut set), Poll::Ready(Some(1)));
    assert_eq!(handle.drops(), 1);
    drop(set);
    assert_eq!(poller.clones(), 0);
    stray.wake();
}

#[test]
fn a_future_that_panics_is_removed_and_the_others_go_on() {
    let ((a, first), (b, second)) = (leaf(1), ready_leaf(2));
    first.panic();
    let mut set: FuturesUnordered<_> = [a, b].into_iter().collect();
    let mut poller = Poller::new();
    assert!(catch_unwind(AssertUnwindSafe(|| poll(&mut poller, &mut set))).is_err());
    assert_eq!((first.drops(), second.drops(), set.len()), (1, 0, 1));
    assert_eq!(poller.wakes(), 1);
    assert_eq!(poll(&mut poller, &mut set), Poll::Ready(Some(2)));
}

#[test]
fn everything_is_dropped_at_any_moment() {
    for done in 0..=5 {
        for clear in [false, true] {
            let (leaves, handles): (Vec<_>, Vec<_>) = (0..5).map(leaf).unzip();
            let mut set: FuturesUnordered<_> = leaves.into_iter().collect();
            let mut poller = Poller::new();
            for handle in handles.iter().take(done) {
                let _output = poll(&mut poller, &mut set);
                handle.complete();
            }
            if clear {
                set.clear();
                assert!(set.is_empty());
                assert!(handles.iter().all(|handle| handle.drops() == 1));
                set.push(ready_leaf(9).0);
                assert_eq!(set.next().now_or_never(), Some(Some(9)));
            }
            drop(set);
            assert!(handles.iter().all(|handle| handle.drops() == 1));
            assert_eq!(poller.clones(), 0);
        }
    }
}

#[test]
fn a_set_is_unpin_and_as_send_as_its_futures() {
    fn check<T: Send + Sync + Unpin>() {}
    fn movable<T: Unpin>() {}
    check::<FuturesUnordered<Ready<u8>>>();
    movable::<FuturesUnordered<crate::leaf::Leaf<u8>>>();
    assert_eq!(
        format!("{:?}", FuturesUnordered::<Ready<u8>>::default()),
        "FuturesUnordered { len: 0, .. }"
    );
}
