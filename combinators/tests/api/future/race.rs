//! `race`.

use std::{
    future::{pending, ready},
    pin::pin,
    task::Poll,
};

use anyrt_combinators::{
    future::{Race, race_all},
    futures_util::{FutureExt, future::FusedFuture},
};

use crate::{leaf::leaf, poller::Poller};

#[test]
fn race_is_ready_at_once_if_one_is() {
    assert_eq!((pending(), ready(2)).race().now_or_never(), Some(2));
    assert_eq!([ready(1), ready(1)].race().now_or_never(), Some(1));
    assert_eq!(vec![ready(1)].race().now_or_never(), Some(1));
    assert_eq!(race_all([ready(1)]).now_or_never(), Some(1));
}

#[test]
fn race_polls_only_who_was_woken_and_drops_the_losers_in_the_poll_that_returns() {
    for count in [2, 70] {
        let (leaves, handles): (Vec<_>, Vec<_>) = (0..count).map(leaf).unzip();
        let mut future = pin!(leaves.race());
        let mut poller = Poller::new();
        assert!(poller.poll(future.as_mut()).is_pending());
        handles[0].wake();
        assert!(poller.poll(future.as_mut()).is_pending());
        handles[1].complete();
        assert_eq!(poller.poll(future.as_mut()), Poll::Ready(1));
        assert_eq!(
            handles.iter().map(|handle| handle.polls()).sum::<usize>(),
            count + 2
        );
        assert!(handles.iter().all(|handle| handle.drops() == 1));
        assert!(future.is_terminated());
        assert_eq!(poller.clones(), 0);
    }
}

#[test]
fn races_in_a_loop_take_turns_and_biased_ones_do_not() {
    let mut wins = [0; 2];
    for _ in 0..1000 {
        let winner = [ready(0), ready(1)].race().now_or_never();
        wins[winner.expect("both are ready")] += 1;
        let biased = [ready(0), ready(1)].race().biased().now_or_never();
        assert_eq!(biased, Some(0));
    }
    assert!(wins.iter().all(|wins| *wins > 400), "{wins:?}");
}

#[test]
#[should_panic(expected = "a race of no futures has no end")]
fn a_race_of_nobody_panics_instead_of_hanging() {
    drop(Vec::<std::future::Ready<()>>::new().race());
}

#[test]
#[should_panic(expected = "`Race` polled after completion")]
fn race_panics_when_polled_after_completion() {
    let mut future = pin!((ready(1), ready(2)).race());
    assert!(Poller::new().poll(future.as_mut()).is_ready());
    assert!(Poller::new().poll(future).is_pending());
}
