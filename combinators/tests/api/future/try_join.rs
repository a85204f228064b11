//! `try_join`.

use std::{future::ready, pin::pin, task::Poll};

use anyrt_combinators::{
    future::{TryJoin, try_join_all},
    futures_util::{FutureExt, future::FusedFuture},
};

use crate::{
    leaf::{leaf, ready_leaf},
    poller::Poller,
};

#[test]
fn try_join_is_ready_at_once_if_all_are() {
    let both = (ready(Ok::<_, ()>(1)), ready(Ok("two"))).try_join();
    assert_eq!(both.now_or_never(), Some(Ok((1, "two"))));
    let both = [ready(Ok::<_, ()>(1)), ready(Ok(2))].try_join();
    assert_eq!(both.now_or_never(), Some(Ok([1, 2])));
    let both = vec![ready(Ok::<_, ()>(1)), ready(Ok(2))].try_join();
    assert_eq!(both.now_or_never(), Some(Ok(vec![1, 2])));
    let none = try_join_all(Vec::<std::future::Ready<Result<(), ()>>>::new());
    assert_eq!(none.now_or_never(), Some(Ok(vec![])));
}

#[test]
fn try_join_returns_the_first_error_and_drops_the_others_in_that_poll() {
    let (a, first) = leaf(Ok::<_, &str>(1));
    let (b, second) = leaf(Err::<u8, _>("failed"));
    let (c, third) = ready_leaf(Ok(3));
    let mut future = pin!((a, b, c).try_join());
    let mut poller = Poller::new();
    assert!(poller.poll(future.as_mut()).is_pending());
    second.complete();
    assert_eq!(poller.poll(future.as_mut()), Poll::Ready(Err("failed")));
    assert_eq!((first.drops(), second.drops(), third.drops()), (1, 1, 1));
    assert_eq!((first.polls(), second.polls(), third.polls()), (1, 2, 1));
    assert!(future.is_terminated());
}

#[test]
fn try_join_polls_each_child_twice_if_it_is_woken_once() {
    for count in [2, 65] {
        let (leaves, handles): (Vec<_>, Vec<_>) = (0..count).map(|i| leaf(Ok::<_, ()>(i))).unzip();
        let mut future = pin!(leaves.try_join());
        let mut poller = Poller::new();
        assert!(poller.poll(future.as_mut()).is_pending());
        for handle in &handles {
            handle.complete();
        }
        assert_eq!(poller.wakes(), 1);
        let poll = poller.poll(future.as_mut());
        assert_eq!(poll, Poll::Ready(Ok((0..count).collect())));
        assert!(handles.iter().all(|handle| handle.polls() == 2));
    }
}

#[test]
#[should_panic(expected = "`TryJoin` polled after completion")]
fn try_join_panics_when_polled_after_completion() {
    let mut future = pin!([ready(Err::<(), _>(1))].try_join());
    assert!(Poller::new().poll(future.as_mut()).is_ready());
    assert!(Poller::new().poll(future).is_pending());
}
