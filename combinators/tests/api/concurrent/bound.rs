//! The bound.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
};

use anyrt_combinators::{
    concurrent::{self, Concurrent, Queue},
    futures_util::{Stream, StreamExt, stream},
};
use anyrt_traits::task::yield_now;

use super::run::{bound, run};
use crate::{leaf::leaf, poller::Poller};

/// How many of something there are, and were at most.
#[derive(Default)]
struct Gauge {
    now: AtomicUsize,
    most: AtomicUsize,
}

/// One of them.
struct Counted(Arc<Gauge>);

impl Counted {
    fn new(gauge: &Arc<Gauge>) -> Self {
        let now = gauge.now.fetch_add(1, Ordering::SeqCst) + 1;
        gauge.most.fetch_max(now, Ordering::SeqCst);
        Self(gauge.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Futures of various lengths whose outputs are counted as long as the body does not have them.
fn futures(gauge: &Arc<Gauge>) -> impl Stream<Item: Future<Output = Counted>> {
    stream::iter(0..500_usize).map(|index| {
        let counted = Counted::new(gauge);
        async move {
            for _ in 0..index % 5 {
                yield_now().await;
            }
            counted
        }
    })
}

fn check<St, Q>(gauge: &Gauge, outputs: Concurrent<St, Q>, bound: usize)
where
    St: Stream<Item: Future<Output = Counted>>,
    Q: Queue<St::Item>,
{
    let mut bodies = 0;
    let each = outputs.for_each(|counted| {
        drop(counted);
        bodies += 1;
        let slowness = bodies % 3;
        async move {
            for _ in 0..slowness {
                yield_now().await;
            }
        }
    });
    assert_eq!(run(each), Some(()));
    assert_eq!(bodies, 500);
    assert_eq!(gauge.most.load(Ordering::SeqCst), bound);
    assert_eq!(gauge.now.load(Ordering::SeqCst), 0);
}

#[test]
fn as_many_as_the_bound_are_there_and_never_more() {
    for most in [1, 2, 7, 64, 65, 200] {
        let gauge = Arc::<Gauge>::default();
        let unordered = concurrent::unordered(futures(&gauge), bound(most));
        check(&gauge, unordered, most);
        let gauge = Arc::<Gauge>::default();
        let ordered = concurrent::ordered(futures(&gauge), bound(most));
        check(&gauge, ordered, most);
    }
}

#[test]
fn outputs_that_nobody_has_asked_for_keep_their_place() {
    let (leaves, handles): (Vec<_>, Vec<_>) = (0..4).map(leaf).unzip();
    let mut each = pin!(
        concurrent::unordered(stream::iter(leaves), bound(2)).for_each(|_| std::future::pending())
    );
    let mut poller = Poller::new();
    handles[0].complete();
    assert!(poller.poll(each.as_mut()).is_pending());
    handles[1].complete();
    handles[2].complete();
    assert!(poller.poll(each.as_mut()).is_pending());
    assert!(poller.poll(each.as_mut()).is_pending());
    // The body has the first, and two places are taken by what waits for it.
    assert_eq!((handles[2].drops(), handles[3].polls()), (1, 0));
}

#[test]
fn a_future_that_is_not_polled_by_anybody_is_not_taken_from_the_stream() {
    let (leaves, handles): (Vec<_>, Vec<_>) = (0..4).map(leaf).unzip();
    let mut outputs = pin!(concurrent::ordered(stream::iter(leaves), bound(2)));
    let mut poller = Poller::new();
    assert!(poller.poll_next(outputs.as_mut()).is_pending());
    let polls: Vec<_> = handles.iter().map(|handle| handle.polls()).collect();
    assert_eq!(polls, [1, 1, 0, 0]);
    handles[0].complete();
    assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(Some(0)));
    assert!(poller.poll_next(outputs.as_mut()).is_pending());
    let polls: Vec<_> = handles.iter().map(|handle| handle.polls()).collect();
    assert_eq!(polls, [2, 1, 1, 0], "only what was woken is polled");
}
