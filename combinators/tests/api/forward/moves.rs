use std::{num::NonZeroUsize, pin::pin, task::Poll};

use anyrt_combinators::{
    forward::{forward, forward_async},
    futures_util::stream,
};

use crate::by_hand::{Counter, Recorder, Script, is_pending, now, poll};

#[test]
fn a_stream_that_is_ready_is_moved_in_one_poll_and_flushed_once() {
    let (_, sink) = now(forward(stream::iter(0..5), Recorder::new())).expect("nothing fails");
    assert_eq!(sink.items, [0, 1, 2, 3, 4]);
    assert_eq!(sink.count("flush"), 1);
    assert_eq!(sink.count("close"), 0);
}

#[test]
fn the_twin_does_the_same() {
    let (_, sink) = now(forward_async(stream::iter(0..5), Recorder::new())).expect("nothing fails");
    assert_eq!(sink.items, [0, 1, 2, 3, 4]);
    assert_eq!(sink.count("flush"), 1);
}

#[test]
fn an_empty_stream_takes_nothing_and_both_halves_come_back() {
    let (mut stream, sink) =
        now(forward(Script::<u8>::new([]), Recorder::new())).expect("no failure");
    assert!(stream.rest().is_empty());
    assert!(sink.items.is_empty());
}

#[test]
fn a_pending_stream_flushes_what_was_sent_and_nothing_twice() {
    let mut script = Script::new([Poll::Ready(1), Poll::Pending, Poll::Pending, Poll::Ready(2)]);
    let mut sink = Recorder::new();
    let counter = Counter::new();
    {
        let mut future = forward(&mut script, &mut sink);
        assert!(is_pending(pin!(&mut future), &counter));
        assert!(is_pending(pin!(&mut future), &counter));
    }
    assert_eq!(sink.count("flush"), 1, "nothing was sent in between");
    script.wake();
    assert_eq!(counter.wakes(), 1, "the stream wakes the forward");
    now(forward(&mut script, &mut sink)).expect("nothing fails");
    assert_eq!(sink.items, [1, 2]);
}

#[test]
fn a_stream_that_pends_at_once_flushes_nothing() {
    let mut sink = Recorder::<u8>::new();
    let mut future = forward(Script::new([Poll::Pending]), &mut sink);
    assert!(is_pending(pin!(&mut future), &Counter::new()));
    drop(future);
    assert_eq!(sink.count("flush"), 0);
}

#[test]
fn a_full_sink_is_waited_for_and_wakes_the_forward() {
    let mut sink = Recorder::new();
    sink.ready.push_back(Poll::Pending);
    let mut stream = Script::new([Poll::Ready('a')]);
    let counter = Counter::new();
    assert!(is_pending(pin!(forward(&mut stream, &mut sink)), &counter));
    assert!(sink.items.is_empty());
    sink.wake();
    assert_eq!(counter.wakes(), 1);
    now(forward(&mut stream, &mut sink)).expect("nothing fails");
    assert_eq!(sink.items, ['a']);
}

#[test]
fn a_flush_that_pends_does_not_keep_items_waiting() {
    let mut sink = Recorder::new();
    sink.flush.push_back(Poll::Pending);
    let stream = Script::new([Poll::Ready(1), Poll::Pending, Poll::Ready(2)]);
    let mut future = forward(stream, sink);
    assert!(is_pending(pin!(&mut future), &Counter::new()));
    let (_, sink) = now(future).expect("nothing fails");
    assert_eq!(sink.items, [1, 2]);
}

#[test]
fn a_stream_that_is_always_ready_yields_after_the_budget() {
    let counter = Counter::new();
    let budget = NonZeroUsize::new(3).expect("it is not zero");
    let mut sink = Recorder::new();
    let mut future = forward(stream::repeat(1), &mut sink).budget(budget);
    for polls in 1..=4 {
        assert!(is_pending(pin!(&mut future), &counter));
        assert_eq!(counter.wakes(), polls, "it wakes itself");
    }
    drop(future);
    assert_eq!(sink.items.len(), 12);
    assert_eq!(sink.count("flush"), 0, "the stream never pended");
}

#[test]
fn the_budget_is_128_by_default_for_both_forms() {
    let mut sinks = [Recorder::new(), Recorder::new()];
    let [by_hand, twin] = &mut sinks;
    let counter = Counter::new();
    assert!(is_pending(
        pin!(forward(stream::repeat(1), by_hand)),
        &counter
    ));
    assert!(is_pending(
        pin!(forward_async(stream::repeat(1), twin)),
        &counter
    ));
    assert_eq!(counter.wakes(), 2);
    assert_eq!(sinks.map(|sink| sink.items.len()), [128, 128]);
}

#[test]
fn every_poll_may_bring_another_waker_and_the_last_is_woken() {
    let mut script = Script::new([Poll::Pending, Poll::Pending, Poll::Ready(1)]);
    let mut sink = Recorder::new();
    let (first, last) = (Counter::new(), Counter::new());
    {
        let mut future = forward(&mut script, &mut sink);
        assert!(is_pending(pin!(&mut future), &first));
        assert!(is_pending(pin!(&mut future), &last));
    }
    script.wake();
    assert_eq!((first.wakes(), last.wakes()), (0, 1));
    assert_eq!(first.kept(), 0, "the forward keeps no waker of its own");
    assert!(poll(pin!(forward(script, sink)), &last).is_ready());
}

/// Polls a forward of a stream that pends twice after each 100 items, until it is ready.
macro_rules! pauses {
    ($name:ident, $forward:ident) => {
        #[test]
        fn $name() {
            let steps = (0..3).flat_map(|_| {
                (0..100)
                    .map(Poll::Ready)
                    .chain([Poll::Pending, Poll::Pending])
            });
            let mut sink = Recorder::new();
            let counter = Counter::new();
            {
                let mut future = pin!($forward(Script::new(steps), &mut sink));
                for _ in 0..6 {
                    assert!(is_pending(future.as_mut(), &counter));
                }
                assert!(poll(future, &counter).is_ready());
            }
            assert_eq!(counter.wakes(), 0, "each poll has the whole budget");
            assert_eq!(
                sink.count("flush"),
                4,
                "one for each pause and one at the end"
            );
        }
    };
}

pauses!(each_pause_is_flushed_once_and_renews_the_budget, forward);
pauses!(
    each_pause_of_the_twin_is_flushed_once_and_renews_the_budget,
    forward_async
);
