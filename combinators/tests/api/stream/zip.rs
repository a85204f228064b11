//! `zip`.

use std::{pin::pin, task::Poll};

use anyrt_combinators::{
    futures_util::{
        FutureExt, StreamExt,
        stream::{self, FusedStream},
    },
    stream::Zip,
};

use super::source::source;
use crate::poller::Poller;

#[test]
fn zip_gives_one_item_of_each_until_the_first_end() {
    let zipped = (stream::iter([1, 2, 3]), stream::iter(["a", "b"])).zip();
    let items: Vec<_> = zipped.collect().now_or_never().expect("ready");
    assert_eq!(items, [(1, "a"), (2, "b")]);
    let zipped = [stream::iter([1, 2]), stream::iter([3, 4])].zip();
    let items: Vec<_> = zipped.collect().now_or_never().expect("ready");
    assert_eq!(items, [[1, 3], [2, 4]]);
    let zipped = vec![stream::iter([1, 2]), stream::iter([3, 4])].zip();
    let items: Vec<_> = zipped.collect().now_or_never().expect("ready");
    assert_eq!(items, [[1, 3], [2, 4]]);
    assert_eq!(
        Vec::<stream::Pending<()>>::new()
            .zip()
            .next()
            .now_or_never(),
        Some(None)
    );
}

#[test]
fn a_stream_that_has_an_item_waits_for_the_others() {
    for count in [2, 70] {
        let (sources, inputs): (Vec<_>, Vec<_>) = (0..count).map(|_| source([])).unzip();
        let mut zipped = pin!(sources.zip());
        let mut poller = Poller::new();
        for round in 0..3 {
            assert!(poller.poll_next(zipped.as_mut()).is_pending());
            for (index, input) in inputs.iter().enumerate() {
                input.push((round, index));
            }
            assert_eq!(poller.wakes(), 1);
            let all = (0..count).map(|index| (round, index)).collect();
            assert_eq!(poller.poll_next(zipped.as_mut()), Poll::Ready(Some(all)));
            assert!(inputs.iter().all(|input| input.polls() == (round + 1) * 2));
        }
        inputs[1].end();
        assert_eq!(poller.poll_next(zipped.as_mut()), Poll::Ready(None));
        assert!(zipped.is_terminated());
        assert!(inputs.iter().all(|input| input.drops() == 1));
        assert_eq!(poller.poll_next(zipped.as_mut()), Poll::Ready(None));
    }
}

#[test]
fn twelve_streams_zip() {
    let one = |item: u8| stream::iter([item]);
    let zipped = (
        one(1),
        one(2),
        one(3),
        one(4),
        one(5),
        one(6),
        one(7),
        one(8),
        one(9),
        one(10),
        one(11),
        one(12),
    )
        .zip();
    let items: Vec<_> = zipped.collect().now_or_never().expect("ready");
    assert_eq!(items, [(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)]);
}
