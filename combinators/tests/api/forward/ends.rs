use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::Poll,
};

use anyrt_combinators::{
    forward::{forward, try_forward},
    futures_util::{future::FusedFuture, stream},
};

use crate::by_hand::{Counter, Recorder, Script, is_pending, now, poll_once};

#[test]
fn close_at_end_closes_rather_than_flushes() {
    let (_, sink) =
        now(forward(stream::iter([1]), Recorder::new()).close_at_end()).expect("closes");
    assert_eq!(sink.calls, ["ready", "start", "ready", "close"]);
}

#[test]
fn a_close_that_pends_is_waited_for_without_asking_the_stream_again() {
    let mut sink = Recorder::<u8>::new();
    sink.close.extend([Poll::Pending, Poll::Pending]);
    let ends_once = stream::poll_fn({
        let mut has_ended = false;
        move |_| {
            assert!(!has_ended, "polled after its end");
            has_ended = true;
            Poll::Ready(None)
        }
    });
    let mut future = forward(ends_once, sink).close_at_end();
    assert!(is_pending(pin!(&mut future), &Counter::new()));
    assert!(is_pending(pin!(&mut future), &Counter::new()));
    let (_, sink) = now(future).expect("it closes");
    assert_eq!(sink.count("close"), 3);
}

#[test]
fn polling_after_completion_panics_and_names_it() {
    let mut future = forward(stream::iter([1]), Recorder::new());
    assert!(!future.is_terminated());
    assert!(poll_once(&mut future).is_ready());
    assert!(future.is_terminated());
    let panic = catch_unwind(AssertUnwindSafe(|| poll_once(&mut future).is_ready()));
    let message = panic.expect_err("it panics");
    let message = message.downcast_ref::<&str>().expect("a message");
    assert!(message.contains("`Forward`"), "{message}");
}

#[test]
fn a_panic_of_the_stream_leaves_the_forward_usable() {
    let mut panics = true;
    let stream = stream::poll_fn(move |_| {
        assert!(!std::mem::take(&mut panics), "once");
        Poll::Ready(None::<Result<u8, ()>>)
    });
    let mut future = try_forward(stream, Recorder::new());
    catch_unwind(AssertUnwindSafe(|| poll_once(&mut future).is_ready())).expect_err("it panics");
    assert!(now(future).is_ok());
}

#[test]
fn what_was_sent_before_a_panic_is_flushed_after_it() {
    let mut polls = 0;
    let stream = stream::poll_fn(move |_| {
        polls += 1;
        match polls {
            1 => Poll::Ready(Some(1)),
            2 => panic!("inside"),
            _ => Poll::Pending,
        }
    });
    let mut sink = Recorder::new();
    let mut future = forward(stream, &mut sink);
    catch_unwind(AssertUnwindSafe(|| poll_once(&mut future).is_ready())).expect_err("it panics");
    assert!(is_pending(pin!(&mut future), &Counter::new()));
    drop(future);
    assert_eq!((sink.items.len(), sink.count("flush")), (1, 1));
}

#[test]
fn dropping_it_between_polls_drops_both_halves_once() {
    let alive = std::rc::Rc::new(());
    let items = Script::new([
        Poll::Ready(alive.clone()),
        Poll::Pending,
        Poll::Ready(alive.clone()),
    ]);
    let mut future = forward(items, Recorder::new());
    assert!(is_pending(pin!(&mut future), &Counter::new()));
    drop(future);
    assert_eq!(std::rc::Rc::strong_count(&alive), 1);
}
