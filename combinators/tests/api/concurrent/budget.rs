//! What is always ready lets others have the thread.

use std::{
    future::{pending, ready},
    num::NonZeroUsize,
    pin::pin,
};

use anyrt_combinators::{
    concurrent,
    futures_util::{StreamExt, stream},
};

use super::run::bound;
use crate::poller::Poller;

#[test]
fn bodies_that_are_always_ready_yield() {
    for most in [1, 3, 1000] {
        let mut bodies = 0;
        let endless = stream::repeat(()).map(ready);
        let each = concurrent::unordered(endless, bound(most)).for_each(|()| {
            bodies += 1;
            ready(())
        });
        let mut poller = Poller::new();
        let mut each = Box::pin(each);
        for _ in 0..10 {
            assert!(poller.poll(each.as_mut()).is_pending());
            assert!(poller.wakes() > 0, "it would hang");
        }
        drop(each);
        assert!((200..=1280).contains(&bodies), "{bodies} of {most}");
    }
}

#[test]
fn a_bare_stream_that_is_always_ready_yields() {
    let endless = stream::repeat(()).map(ready);
    let mut outputs = pin!(concurrent::ordered(endless, bound(2)));
    let mut poller = Poller::new();
    let mut longest = 0;
    for _ in 0..3 {
        let mut row = 0;
        while poller.poll_next(outputs.as_mut()).is_ready() {
            row += 1;
        }
        assert!(poller.wakes() > 0, "it would hang");
        longest = longest.max(row);
    }
    assert!((1..=128).contains(&longest), "{longest}");
}

#[test]
fn a_stream_that_always_has_a_future_yields() {
    let mut taken = 0;
    let endless = stream::repeat(()).map(|()| {
        taken += 1;
        pending::<()>()
    });
    let each = concurrent::unordered(endless, NonZeroUsize::MAX).for_each(|()| ready(()));
    let mut poller = Poller::new();
    let mut each = Box::pin(each);
    for _ in 0..10 {
        assert!(poller.poll(each.as_mut()).is_pending());
        assert!(poller.wakes() > 0, "it would hang");
    }
    drop(each);
    assert_eq!(taken, 1280);
}

#[test]
fn a_stream_without_an_end_yields_while_a_body_pends() {
    let endless = stream::repeat(()).map(ready);
    let outputs = concurrent::unordered(endless, bound(1000));
    let mut each = Box::pin(outputs.for_each(|()| pending()));
    let mut poller = Poller::new();
    let mut polls = 1;
    while {
        assert!(poller.poll(each.as_mut()).is_pending());
        poller.wakes() > 0
    } {
        polls += 1;
    }
    assert!((8..=20).contains(&polls), "{polls}");
}
