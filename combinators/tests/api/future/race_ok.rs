//! `race_ok`.

use std::{
    future::{pending, ready},
    pin::pin,
    task::Poll,
};

use anyrt_combinators::{
    future::RaceOk,
    futures_util::{FutureExt, future::FusedFuture},
};

use crate::{leaf::leaf, poller::Poller};

#[test]
fn race_ok_is_ready_at_once_if_one_has_succeeded() {
    let first = (pending(), ready(Err("no")), ready(Ok(2))).race_ok();
    assert_eq!(first.now_or_never().map(Result::ok), Some(Some(2)));
    let first = vec![ready(Err("no")), ready(Ok(2))].race_ok();
    assert_eq!(first.now_or_never().map(Result::ok), Some(Some(2)));
}

#[test]
fn race_ok_gives_every_error_in_order_if_none_succeeds() {
    let (a, first) = leaf(Err::<(), _>(1));
    let (b, second) = leaf(Err(2));
    let mut future = pin!([a, b].race_ok());
    let mut poller = Poller::new();
    assert!(poller.poll(future.as_mut()).is_pending());
    second.complete();
    assert!(poller.poll(future.as_mut()).is_pending());
    first.complete();
    let Poll::Ready(Err(error)) = poller.poll(future.as_mut()) else {
        panic!("both have failed");
    };
    assert_eq!(error.to_string(), "every future of the race has failed");
    assert_eq!(format!("{error:?}"), "AggregateError([1, 2])");
    assert_eq!(error.into_inner(), [1, 2]);
    assert_eq!((first.polls(), second.polls()), (2, 2));
    assert!(future.is_terminated());
}

#[test]
fn race_ok_of_tuples_and_vectors_gives_every_error() {
    let error = (ready(Err::<(), _>(1)), ready(Err(2)))
        .race_ok()
        .now_or_never();
    assert_eq!(
        *error.expect("ready").expect_err("both have failed"),
        [1, 2]
    );
    let error = vec![ready(Err::<(), _>(1)), ready(Err(2))]
        .race_ok()
        .now_or_never();
    assert_eq!(
        *error.expect("ready").expect_err("both have failed"),
        [1, 2]
    );
    let none = Vec::<std::future::Ready<Result<(), ()>>>::new().race_ok();
    assert!(
        none.now_or_never()
            .expect("ready")
            .expect_err("nobody")
            .is_empty()
    );
}

#[test]
fn race_ok_drops_the_losers_in_the_poll_that_returns() {
    let (a, first) = leaf(Ok::<_, ()>(1));
    let (b, second) = leaf(Ok(2));
    let mut future = pin!((a, b).race_ok().biased());
    let mut poller = Poller::new();
    assert!(poller.poll(future.as_mut()).is_pending());
    first.complete();
    second.complete();
    assert_eq!(poller.poll(future.as_mut()), Poll::Ready(Ok(1)));
    assert_eq!((first.drops(), second.drops()), (1, 1));
    assert_eq!(second.polls(), 1);
}

#[test]
#[should_panic(expected = "`RaceOk` polled after completion")]
fn race_ok_panics_when_polled_after_completion() {
    let mut future = pin!([ready(Ok::<_, ()>(1))].race_ok());
    assert!(Poller::new().poll(future.as_mut()).is_ready());
    assert!(Poller::new().poll(future).is_pending());
}
