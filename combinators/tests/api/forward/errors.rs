use std::{convert::Infallible, error::Error, fmt, task::Poll};

use anyrt_combinators::{
    forward::{ForwardSide, forward, forward_async, try_forward},
    futures_util::{SinkExt, StreamExt, stream},
};

use crate::by_hand::{Recorder, Script, now};

#[test]
fn an_error_of_the_stream_names_it_and_gives_both_halves() {
    let script = Script::new([Ok(1), Err("gone"), Ok(2)].map(Poll::Ready));
    let mut error = now(try_forward(script, Recorder::new())).expect_err("the stream fails");
    assert_eq!(error.side, ForwardSide::Stream("gone"));
    assert_eq!(error.sink.items, [1]);
    assert_eq!(error.stream.rest(), [Ok(2)]);
}

#[test]
fn an_error_while_asking_for_room_loses_no_item() {
    let mut sink = Recorder::new();
    sink.ready
        .extend([Poll::Ready(Ok(())), Poll::Ready(Err("full for ever"))]);
    let script = Script::new([1, 2, 3].map(Poll::Ready));
    let mut error = now(forward(script, sink)).expect_err("the sink fails");
    assert_eq!(error.side, ForwardSide::Sink("full for ever"));
    assert_eq!(error.sink.items, [1]);
    assert_eq!(error.stream.rest(), [2, 3]);
}

#[test]
fn an_error_while_sending_or_flushing_or_closing_is_the_sinks() {
    let mut refuses = Recorder::new();
    refuses.start.push_back(Err("refused"));
    let error = now(forward(stream::iter([1]), refuses)).expect_err("it refuses");
    assert_eq!(error.side, ForwardSide::Sink("refused"));

    let mut does_not_flush = Recorder::new();
    does_not_flush
        .flush
        .push_back(Poll::Ready(Err("unflushed")));
    let error = now(forward_async(stream::iter([1]), does_not_flush)).expect_err("no flush");
    assert_eq!(error.side, ForwardSide::Sink("unflushed"));

    let mut does_not_close = Recorder::new();
    does_not_close.close.push_back(Poll::Ready(Err("unclosed")));
    let future = forward(stream::iter([1]), does_not_close).close_at_end();
    assert_eq!(
        now(future).expect_err("no close").side,
        ForwardSide::Sink("unclosed")
    );
}

#[test]
fn a_flush_that_fails_while_the_stream_pends_is_told_at_once() {
    let mut sink = Recorder::new();
    sink.flush.push_back(Poll::Ready(Err("unflushed")));
    let mut error = now(forward(
        Script::new([Poll::Ready(1), Poll::Pending, Poll::Ready(2)]),
        sink,
    ))
    .expect_err("the flush fails");
    assert_eq!(error.side, ForwardSide::Sink("unflushed"));
    assert_eq!(error.stream.rest(), [2]);
}

#[derive(Debug)]
struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused")
    }
}

impl Error for Refused {}

#[test]
fn the_two_sides_may_fail_with_unrelated_types() {
    let stream = stream::iter([Ok::<u8, Infallible>(1)]);
    let mut sink = Recorder::new();
    sink.start.push_back(Err("no"));
    let refused: fn(&str) -> Refused = |_| Refused;
    let sink = sink.sink_map_err(refused);
    let error = now(try_forward(stream, sink)).expect_err("the sink refuses");
    assert_eq!(
        error.to_string(),
        "the sink failed while it was forwarded into"
    );
    assert!(error.source().is_some_and(<dyn Error>::is::<Refused>));
    assert!(format!("{error:?}").contains("Sink(Refused)"));
}

#[test]
fn halves_that_cannot_move_are_passed_pinned() {
    let stream = std::pin::pin!(stream::iter([1, 2]).then(async |item| item * 2));
    let (_, sink) = now(forward(stream, Recorder::new())).expect("nothing fails");
    assert_eq!(sink.items, [2, 4]);
}
