//! A panic of the stream inside unwinds, and what is around it goes on.

use std::{
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    task::Poll,
    time::Duration,
};

use anyrt_combinators::{
    futures_util::{Stream, StreamExt, stream},
    time::StreamTimeExt,
};

use crate::by_hand::{Clock, now};

/// Panics at its second poll, and gives 1 and 2 at the others.
fn panics_once() -> impl Stream<Item = u8> + Unpin {
    let mut polls = 0;
    stream::poll_fn(move |_| {
        polls += 1;
        match polls {
            1 => Poll::Ready(Some(1)),
            2 => panic!("inside"),
            3 => Poll::Ready(Some(2)),
            _ => Poll::Ready(None),
        }
    })
}

/// Polls to the end, past the panics, of which there must be one.
fn collect<T>(mut stream: impl Stream<Item = T> + Unpin) -> Vec<T> {
    let mut items = Vec::new();
    let mut panics = 0;
    loop {
        match catch_unwind(AssertUnwindSafe(|| now(stream.next()))) {
            Ok(Some(item)) => items.push(item),
            Ok(None) => break,
            Err(_) => panics += 1,
        }
    }
    assert_eq!(panics, 1);
    items
}

#[test]
fn no_item_is_lost_by_a_panic_of_the_stream() {
    let clock = Clock::new;
    let throttled = panics_once().throttle(clock(), Duration::ZERO);
    assert_eq!(collect(throttled), [1, 2]);
    let chunks = panics_once().chunks_timeout(clock(), NonZeroUsize::MAX, Duration::MAX);
    assert_eq!(collect(chunks), [[1, 2]]);
    let busy = panics_once().idle_timeout(clock(), Duration::MAX);
    assert_eq!(collect(busy), [Ok(1), Ok(2)]);
}

#[test]
fn the_last_item_is_held_across_a_panic_of_the_stream() {
    assert_eq!(
        collect(panics_once().debounce(Clock::new(), Duration::MAX)),
        [2]
    );
    assert_eq!(
        collect(panics_once().sample(Clock::new(), Duration::MAX)),
        [2]
    );
}
