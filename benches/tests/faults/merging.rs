use std::pin::pin;

use anyrt_benches::Meter;
use futures_concurrency::stream::StreamGroup;
use futures_util::{FutureExt, StreamExt, stream};

#[test]
fn a_stream_group_of_futures_concurrency_starves_a_stream() {
    let mut group = StreamGroup::new();
    group.insert(stream::repeat(0).left_stream());
    group.insert(stream::repeat(1).right_stream());
    let mut group = pin!(group);
    let mut counts = [0, 0];
    for _ in 0..1000 {
        let item: Option<usize> = group.next().now_or_never().expect("both are ready");
        counts[item.expect("neither ends")] += 1;
    }
    counts.sort_unstable();
    assert_eq!(counts, [0, 1000]);
}

#[test]
fn select_all_of_futures_util_allocates_for_every_item() {
    let streams = (0..4).map(|_| stream::iter(0..1000));
    let mut all = stream::select_all(streams);
    let meter = Meter::start();
    let mut items = 0;
    while all.next().now_or_never().flatten().is_some() {
        items += 1;
    }
    assert_eq!(items, 4000);
    assert!(meter.stop().allocations >= 4000);
}
