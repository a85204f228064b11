//! `select`, with and without the rest.

use std::{
    future::{Pending, pending, ready},
    pin::pin,
    task::Poll,
};

use anyrt_combinators::{
    future::{Select, Select2, Select3, SelectWithRest, select_all},
    futures_util::{FutureExt, future::FusedFuture},
};

use crate::{
    leaf::{leaf, ready_leaf},
    poller::Poller,
};

#[test]
fn select_tells_which_was_the_first() {
    let first = (pending::<()>(), ready("two"), pending::<u8>()).select();
    assert_eq!(first.now_or_never(), Some(Select3::B("two")));
    assert_eq!([ready(5)].select().now_or_never(), Some((0, 5)));
    assert_eq!(vec![ready(5)].select().now_or_never(), Some((0, 5)));
    assert_eq!(select_all([ready(5)]).now_or_never(), Some((0, 5)));
}

#[test]
fn losers_held_by_value_are_dropped_inside_the_poll_that_returns() {
    let ((a, first), (b, second)) = (leaf(1), leaf("two"));
    let mut future = pin!((a, b).select());
    let mut poller = Poller::new();
    assert!(poller.poll(future.as_mut()).is_pending());
    second.complete();
    assert_eq!(poller.poll(future.as_mut()), Poll::Ready(Select2::B("two")));
    assert_eq!((first.drops(), second.drops()), (1, 1));
    assert_eq!((first.polls(), second.polls()), (1, 2));
    assert!(future.is_terminated());
}

#[test]
fn losers_given_by_reference_outlive_the_select() {
    let ((a, first), (b, _second)) = (leaf(1), ready_leaf(2));
    let mut a = pin!(a);
    let chosen = (a.as_mut(), b).select().now_or_never();
    assert_eq!(chosen, Some(Select2::B(2)));
    assert_eq!(first.drops(), 0);
    first.complete();
    assert_eq!(a.now_or_never(), Some(1));
}

#[test]
fn temporaries_of_a_scrutinee_outlive_the_select() {
    let (a, first) = leaf(1);
    let mut a = Box::pin(a);
    match (&mut a, ready(2)).select().now_or_never() {
        Some(Select2::B(2)) => assert_eq!(first.drops(), 0),
        other => panic!("{other:?}"),
    }
    drop(a);
    assert_eq!(first.drops(), 1);
}

#[test]
fn a_child_that_is_none_is_disabled() {
    let chosen = (None::<Pending<()>>, Some(ready(2))).select();
    assert_eq!(chosen.now_or_never(), Some(Some(Select2::B(2))));
    let (a, first) = leaf(1);
    let mut future = pin!([None, Some(a), None].select().biased());
    let mut poller = Poller::new();
    assert!(poller.poll(future.as_mut()).is_pending());
    first.complete();
    assert_eq!(poller.poll(future.as_mut()), Poll::Ready(Some((1, 1))));
    assert!(future.is_terminated());
}

#[test]
fn all_disabled_is_a_result_of_its_own() {
    let none = (None::<Pending<u8>>, None::<Pending<()>>).select();
    assert_eq!(none.now_or_never(), Some(None));
    let none: [Option<Pending<()>>; 2] = [None, None];
    assert_eq!(none.select().now_or_never(), Some(None));
    let none: Vec<Option<Pending<()>>> = vec![];
    assert_eq!(none.select().now_or_never(), Some(None));
}

#[test]
fn a_generic_caller_selects_without_naming_the_kind() {
    fn first<A: Future, B: Future>(
        a: A,
        b: B,
    ) -> impl Future<Output = Select2<A::Output, B::Output>> {
        (a, b).select()
    }
    assert_eq!(
        first(ready(1), pending::<()>()).now_or_never(),
        Some(Select2::A(1))
    );
}

#[test]
fn selects_in_a_loop_take_turns_and_biased_ones_do_not() {
    let mut chosen = [0; 2];
    for _ in 0..1000 {
        match (ready(()), ready(())).select().now_or_never() {
            Some(Select2::A(())) => chosen[0] += 1,
            Some(Select2::B(())) => chosen[1] += 1,
            None => panic!("both are ready"),
        }
        let biased = (ready(()), ready(())).select().biased();
        assert_eq!(biased.now_or_never(), Some(Select2::A(())));
    }
    assert!(chosen.iter().all(|chosen| *chosen > 400), "{chosen:?}");
}

#[test]
fn select_with_rest_gives_the_losers_back() {
    let ((a, first), (b, second), (c, _third)) = (leaf(1), leaf(2), leaf(3));
    let mut future = pin!((Box::pin(a), Box::pin(b), Box::pin(c)).select_with_rest());
    let mut poller = Poller::new();
    assert!(poller.poll(future.as_mut()).is_pending());
    second.complete();
    let Poll::Ready((chosen, rest)) = poller.poll(future.as_mut()) else {
        panic!("one is ready");
    };
    assert_eq!(chosen, Select3::B(2));
    assert_eq!((first.drops(), second.drops()), (0, 1));
    let (Some(a), None, Some(c)) = rest else {
        panic!("two are left");
    };
    first.complete();
    let (chosen, rest) = vec![a, c]
        .select_with_rest()
        .now_or_never()
        .expect("one is ready");
    assert_eq!((chosen, rest.len()), ((0, 1), 1));
    let (chosen, rest) = [ready(1), ready(2)]
        .select_with_rest()
        .biased()
        .now_or_never()
        .expect("ready");
    assert_eq!(chosen, (0, 1));
    assert!(rest[0].is_none() && rest[1].is_some());
    assert!(future.is_terminated());
}

#[test]
#[should_panic(expected = "a select of no futures has no end")]
fn a_select_of_nobody_panics_instead_of_hanging() {
    drop(select_all(Vec::<Pending<()>>::new()));
}

#[test]
#[should_panic(expected = "`Select` polled after completion")]
fn select_panics_when_polled_after_completion() {
    let mut future = pin!((ready(1), ready(2)).select());
    assert!(Poller::new().poll(future.as_mut()).is_ready());
    assert!(Poller::new().poll(future).is_pending());
}

#[test]
#[should_panic(expected = "`Select` polled after completion")]
fn select_of_options_panics_when_polled_after_completion() {
    let mut future = pin!((None::<Pending<()>>,).select());
    assert!(Poller::new().poll(future.as_mut()).is_ready());
    assert!(Poller::new().poll(future).is_pending());
}

#[test]
#[should_panic(expected = "`SelectWithRest` polled after completion")]
fn select_with_rest_panics_when_polled_after_completion() {
    let mut future = pin!([ready(1)].select_with_rest());
    assert!(Poller::new().poll(future.as_mut()).is_ready());
    assert!(Poller::new().poll(future).is_pending());
}
