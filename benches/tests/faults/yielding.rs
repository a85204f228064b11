use std::{cell::Cell, pin::Pin};

use futures_util::{StreamExt, stream};

use crate::poll;

/// How many items are taken in the first poll.
fn in_one_poll(limit: usize, mut consume: Pin<&mut impl Future>, taken: &Cell<usize>) -> usize {
    assert!(poll(consume.as_mut()).is_ready(), "{limit} items at once");
    taken.get()
}

#[test]
fn streams_that_are_always_ready_never_yield() {
    const MANY: usize = 1_000_000;
    let taken = Cell::new(0);
    let count = |_| {
        taken.set(taken.get() + 1);
        async {}
    };
    let items = || stream::repeat(()).take(MANY / 2);
    let merged = std::pin::pin!(stream::select(items(), items()).for_each(count));
    assert_eq!(in_one_poll(MANY, merged, &taken), MANY);

    taken.set(0);
    let sink = futures_util::sink::unfold((), |(), ()| {
        taken.set(taken.get() + 1);
        async { Ok::<_, std::convert::Infallible>(()) }
    });
    let forwarded = std::pin::pin!(items().map(Ok).forward(sink));
    assert_eq!(in_one_poll(MANY / 2, forwarded, &taken), MANY / 2);
}
