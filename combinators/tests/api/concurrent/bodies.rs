//! Bodies that pend, fail and panic.

use std::{
    future::{pending, ready},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::Poll,
};

use anyrt_combinators::{
    concurrent,
    futures_util::{FutureExt, future::FusedFuture, stream},
};

use super::run::{bound, run};
use crate::{
    leaf::{leaf, ready_leaf},
    poller::Poller,
};

#[test]
fn bodies_run_one_after_the_other_while_the_futures_go_on() {
    let (futures, outer): (Vec<_>, Vec<_>) = (0..3).map(leaf).unzip();
    let (bodies, inner): (Vec<_>, Vec<_>) = (0..3).map(|_| leaf(())).unzip();
    let mut bodies = bodies.into_iter();
    let mut each = pin!(
        concurrent::unordered(stream::iter(futures), bound(3))
            .for_each(|_| bodies.next().expect("one for each"))
    );
    let mut poller = Poller::new();
    assert!(poller.poll(each.as_mut()).is_pending());
    outer[0].complete();
    assert!(poller.poll(each.as_mut()).is_pending());
    assert_eq!(inner[0].polls(), 1);
    outer[1].complete();
    assert_eq!(poller.wakes(), 1, "the futures are listened to");
    assert!(poller.poll(each.as_mut()).is_pending());
    assert_eq!((outer[1].drops(), inner[1].polls()), (1, 0));
    inner[0].complete();
    assert_eq!(poller.wakes(), 1, "the body is listened to");
    assert!(poller.poll(each.as_mut()).is_pending());
    assert_eq!((inner[0].drops(), inner[1].polls()), (1, 1));
    outer[2].complete();
    inner[1].complete();
    inner[2].complete();
    assert!(poller.poll(each.as_mut()).is_ready());
    assert!(each.is_terminated());
}

#[test]
fn an_error_of_a_body_drops_the_rest_in_that_poll() {
    let (ready, _) = ready_leaf(0);
    let (waiting, handle) = leaf(1);
    let leaves = stream::iter([waiting, ready]);
    let mut each = pin!(
        concurrent::unordered(leaves, bound(2))
            .try_for_each(|output| std::future::ready(Err(output)))
    );
    let mut poller = Poller::new();
    assert_eq!(poller.poll(each.as_mut()), Poll::Ready(Err(0)));
    assert_eq!(handle.drops(), 1);
    assert!(each.is_terminated());
}

#[test]
fn try_for_each_is_ok_in_the_end() {
    let mut seen = Vec::new();
    let numbers = stream::iter((0..5).map(ready));
    let each = concurrent::ordered(numbers, bound(2)).try_for_each(|output| {
        seen.push(output);
        ready(Ok::<(), ()>(()))
    });
    assert_eq!(run(each), Some(Ok(())));
    assert_eq!(seen, [0, 1, 2, 3, 4]);
}

#[test]
fn a_panic_of_a_body_passes_and_the_drop_after_it_leaves_nothing() {
    let (first, one) = ready_leaf(1);
    let (second, two) = leaf(2);
    let mut poller = Poller::new();
    {
        let outputs = concurrent::unordered(stream::iter([second, first]), bound(2));
        let mut each = pin!(outputs.for_each(async |_| panic!("the body panics")));
        let caught = catch_unwind(AssertUnwindSafe(|| poller.poll(each.as_mut())));
        assert!(caught.is_err());
        assert_eq!((one.drops(), two.drops()), (1, 0));
    }
    assert_eq!(two.drops(), 1);
    assert_eq!(poller.clones(), 0);
}

#[test]
fn a_panic_of_the_closure_costs_its_output_only() {
    let mut seen = Vec::new();
    {
        let numbers = stream::iter((0..3).map(ready));
        let mut each = pin!(concurrent::ordered(numbers, bound(2)).for_each(|output| {
            assert!(output != 1, "the closure panics");
            seen.push(output);
            ready(())
        }));
        let mut poller = Poller::new();
        let caught = catch_unwind(AssertUnwindSafe(|| poller.poll(each.as_mut())));
        assert!(caught.is_err());
        assert!(poller.poll(each.as_mut()).is_ready());
    }
    assert_eq!(seen, [0, 2]);
}

#[test]
fn a_panic_of_a_future_passes_and_the_others_go_on() {
    let (leaves, handles): (Vec<_>, Vec<_>) = (0..3).map(leaf).unzip();
    let mut seen = Vec::new();
    {
        let outputs = concurrent::unordered(stream::iter(leaves), bound(3));
        let mut each = pin!(outputs.for_each(|output| {
            seen.push(output);
            ready(())
        }));
        let mut poller = Poller::new();
        assert!(poller.poll(each.as_mut()).is_pending());
        handles[1].panic();
        handles[1].wake();
        let caught = catch_unwind(AssertUnwindSafe(|| poller.poll(each.as_mut())));
        assert!(caught.is_err());
        handles[0].complete();
        handles[2].complete();
        assert!(poller.poll(each.as_mut()).is_ready());
    }
    seen.sort_unstable();
    assert_eq!(seen, [0, 2]);
}

#[test]
#[should_panic(expected = "`fold` polled after completion")]
fn a_poll_after_completion_panics_with_the_name() {
    let numbers = stream::iter([ready(1)]);
    let mut sum = concurrent::ordered(numbers, bound(1)).fold(0, |sum, output| ready(sum + output));
    assert_eq!((&mut sum).now_or_never(), Some(1));
    (&mut sum).now_or_never();
}

#[test]
fn what_is_consumed_is_told_by_debug() {
    let numbers = stream::iter([ready(1)]);
    let mut each = pin!(concurrent::ordered(numbers, bound(1)).for_each(|_| pending()));
    assert!(Poller::new().poll(each.as_mut()).is_pending());
    let text = format!("{each:?}");
    assert!(text.contains("has_current: true"), "{text}");
}
