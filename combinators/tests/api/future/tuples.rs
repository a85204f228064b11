//! Tuples of twelve.

use std::{
    future::{Ready, pending, ready},
    pin::pin,
    task::Poll,
};

use anyrt_combinators::{
    future::{Join, Race, RaceOk, Select, Select12, SelectWithRest, TryJoin},
    futures_util::FutureExt,
};

use crate::{leaf::leaf, poller::Poller};

macro_rules! twelve {
    ($value:expr) => {
        (
            $value(1),
            $value(2),
            $value(3),
            $value(4),
            $value(5),
            $value(6),
            $value(7),
            $value(8),
            $value(9),
            $value(10),
            $value(11),
            $value(12),
        )
    };
}

fn ok(value: u8) -> Ready<Result<u8, u8>> {
    ready(Ok(value))
}

fn err(value: u8) -> Ready<Result<u8, u8>> {
    ready(Err(value))
}

#[test]
fn twelve_futures_join() {
    let all = twelve!(ready).join().now_or_never();
    assert_eq!(all, Some((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)));
    let all = twelve!(ok).try_join().now_or_never();
    assert_eq!(all, Some(Ok((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))));
}

#[test]
fn twelve_futures_race() {
    assert_eq!(twelve!(ready).race().biased().now_or_never(), Some(1));
    let all = twelve!(err).race_ok().now_or_never();
    let errors = all.expect("ready").expect_err("all have failed");
    assert_eq!(errors.into_inner(), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
}

#[test]
fn the_last_of_twelve_is_selected() {
    let (last, handle) = leaf(12);
    let p = |_: u8| pending::<()>();
    let mut future = pin!(
        (
            p(1),
            p(2),
            p(3),
            p(4),
            p(5),
            p(6),
            p(7),
            p(8),
            p(9),
            p(10),
            p(11),
            last
        )
            .select()
    );
    let mut poller = Poller::new();
    assert!(poller.poll(future.as_mut()).is_pending());
    handle.complete();
    assert_eq!(poller.poll(future), Poll::Ready(Select12::L(12)));
    let (first, rest) = twelve!(ready)
        .select_with_rest()
        .biased()
        .now_or_never()
        .expect("ready");
    assert_eq!(first, Select12::A(1));
    assert!(rest.0.is_none() && rest.11.is_some());
}
