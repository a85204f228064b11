//! What allocates, and what does not.

#![cfg(not(loom))]

mod raw;

use std::{
    future::{Ready, ready},
    ops::ControlFlow,
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

use anyrt_combinators::{
    future::{Join, Race, RaceOk, Select, TryJoin},
    futures_util::{FutureExt, Stream, StreamExt, stream},
    set::{FuturesOrdered, FuturesUnordered, StreamsUnordered},
    stream::{Chain, Merge, Zip},
    wake_set::WakeSet,
};
use raw::allocations;

fn count(code: impl FnOnce()) -> u64 {
    let before = allocations();
    code();
    allocations() - before
}

#[test]
fn a_set_whose_children_clone_no_waker_allocates_nothing() {
    for children in [1, 12, 64, 1000] {
        let made = count(|| {
            let mut set = WakeSet::new(children);
            let mut left = children;
            loop {
                let poll = set.poll_children(&mut Context::from_waker(Waker::noop()), |_, cx| {
                    let _waker = cx.waker();
                    left -= 1;
                    if left == 0 {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    }
                });
                if poll.is_ready() {
                    break;
                }
            }
        });
        assert_eq!(made, 0, "{children} children");
    }
}

/// Polls a set to the end in which each child clones its waker and is woken once.
fn each_child_is_woken_once(wakers: &mut Vec<Waker>) {
    let mut set = WakeSet::new(wakers.capacity());
    for round in 0..2 {
        let poll = set.poll_children(&mut Context::from_waker(Waker::noop()), |_, cx| {
            if round == 0 {
                wakers.push(cx.waker().clone());
            }
            ControlFlow::<()>::Continue(())
        });
        assert_eq!(poll, Poll::Pending);
        wakers.drain(..).for_each(Waker::wake);
    }
}

#[test]
fn blocks_of_up_to_64_children_are_used_again() {
    let mut wakers = Vec::with_capacity(64);
    each_child_is_woken_once(&mut wakers);
    for _ in 0..10 {
        assert_eq!(count(|| each_child_is_woken_once(&mut wakers)), 0);
    }
}

#[test]
fn larger_sets_allocate_one_block() {
    let mut wakers = Vec::with_capacity(100);
    assert_eq!(count(|| each_child_is_woken_once(&mut wakers)), 1);
}

#[test]
fn tuples_and_arrays_of_ready_children_allocate_nothing() {
    fn ok(value: u8) -> Ready<Result<u8, ()>> {
        ready(Ok(value))
    }
    let made = count(|| {
        assert!((ready(1), ready("two")).join().now_or_never().is_some());
        assert!([(); 100].map(|()| ready(1)).join().now_or_never().is_some());
        assert!((ok(1), ok(2)).try_join().now_or_never().is_some());
        assert!([ok(1), ok(2)].try_join().now_or_never().is_some());
        assert!((ready(1), ready(2)).race().now_or_never().is_some());
        assert!([ok(1), ok(2)].race_ok().now_or_never().is_some());
        assert!((ready(1), ready("two")).select().now_or_never().is_some());
        assert!(
            (Some(ready(1)), None::<Ready<u8>>)
                .select()
                .now_or_never()
                .is_some()
        );
    });
    assert_eq!(made, 0);
}

#[test]
fn tuples_and_arrays_of_ready_streams_allocate_nothing() {
    let made = count(|| {
        let ones = || stream::iter([1, 1, 1]);
        assert_eq!((ones(), ones()).merge().count().now_or_never(), Some(6));
        assert_eq!([ones(), ones()].zip().count().now_or_never(), Some(3));
        assert_eq!((ones(), ones()).chain().count().now_or_never(), Some(6));
    });
    assert_eq!(made, 0);
}

#[test]
fn a_vector_allocates_its_children_and_its_outputs_and_nothing_for_each() {
    for children in [2, 1000] {
        let futures: Vec<_> = (0..children).map(ready).collect();
        let made = count(|| {
            let mut future = pin!(futures.join());
            let cx = &mut Context::from_waker(Waker::noop());
            while future.as_mut().poll(cx).is_pending() {}
        });
        assert!(made <= 2, "{made} for {children}");
    }
}

/// A future that is pending once, with a clone of the waker, and wakes it.
struct Twice(bool);

impl Future for Twice {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        let waker = cx.waker().clone();
        waker.wake();
        Poll::Pending
    }
}

#[test]
fn tuples_and_arrays_of_pending_children_allocate_nothing_once_warm() {
    let run = || {
        let mut future = pin!([(); 64].map(|()| Twice(false)).join());
        let cx = &mut Context::from_waker(Waker::noop());
        assert!(future.as_mut().poll(cx).is_pending());
        assert!(future.as_mut().poll(cx).is_ready());
    };
    run();
    assert_eq!(count(run), 0);
}

#[test]
fn a_set_that_is_warm_allocates_nothing_for_a_future() {
    let mut set = FuturesUnordered::new();
    let mut queue = FuturesOrdered::new();
    let cx = &mut Context::from_waker(Waker::noop());
    let mut run = |items| {
        let mut outputs = 0;
        for _ in 0..items {
            while set.len() < 100 {
                set.push(Twice(false));
                queue.push_back(Twice(false));
            }
            outputs += usize::from(Pin::new(&mut set).poll_next(cx).is_ready());
            outputs += usize::from(Pin::new(&mut queue).poll_next(cx).is_ready());
        }
        assert!(outputs > items / 2);
    };
    run(500);
    assert_eq!(count(|| run(2000)), 0);
}

#[test]
fn an_item_of_a_set_of_streams_allocates_nothing() {
    let mut set: StreamsUnordered<_> = (0..100).map(stream::repeat).collect();
    let cx = &mut Context::from_waker(Waker::noop());
    let mut run = || {
        for _ in 0..4000 {
            let _item = Pin::new(&mut set).poll_next(cx);
        }
    };
    run();
    assert_eq!(count(run), 0);
}
