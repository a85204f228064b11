//! Dropped after each of k polls, and after a panic: every future, output and body is dropped once, and no
//! waker is kept.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    sync::Arc,
};

use anyrt_combinators::{concurrent, futures_util::StreamExt};

use super::run::bound;
use crate::{
    leaf::{Handle, Leaf, leaf},
    poller::Poller,
    stream::source::{Source, source},
};

type Futures = Source<Leaf<Arc<()>>>;
type Bodies = std::vec::IntoIter<Leaf<()>>;

const COUNT: usize = 5;

/// Completes futures and bodies by turns, and drops it all after so many polls, the last of which may panic.
fn sweep<F: Future>(make: impl Fn(Futures, Bodies) -> F) {
    let mut finished = 0;
    for polls in 0..=2 * COUNT + 2 {
        for panics in [false, true] {
            let output = Arc::new(());
            let (futures, outer): (Vec<_>, Vec<_>) =
                (0..COUNT).map(|_| leaf(output.clone())).unzip();
            let (bodies, inner): (Vec<_>, Vec<_>) = (0..COUNT).map(|_| leaf(())).unzip();
            let (source, input) = source(futures);
            let mut poller = Poller::new();
            {
                let mut whole = pin!(make(source, bodies.into_iter()));
                for poll in 0..polls {
                    match poll {
                        0 => {}
                        1 => input.end(),
                        _ => {
                            // The second of a pair first, so that outputs wait.
                            let turn: usize = poll - 2;
                            let of = if turn.is_multiple_of(2) {
                                &outer
                            } else {
                                &inner
                            };
                            of[(turn / 2) ^ usize::from(turn / 2 < COUNT - 1)].complete();
                        }
                    }
                    if panics && poll + 1 == polls {
                        let all: Vec<&Arc<Handle>> = outer.iter().chain(&inner).collect();
                        all.iter().for_each(|handle| handle.panic());
                        all.iter().for_each(|handle| handle.wake());
                        let caught = catch_unwind(AssertUnwindSafe(|| poller.poll(whole.as_mut())));
                        drop(caught);
                        break;
                    }
                    if poller.poll(whole.as_mut()).is_ready() {
                        finished += 1;
                        break;
                    }
                }
            }
            assert_eq!(input.drops(), 1);
            drop(input);
            let drops = outer.iter().chain(&inner).map(|handle| handle.drops());
            assert!(drops.into_iter().all(|drops| drops == 1));
            // A body is polled with the parent's own waker.
            inner.iter().for_each(|handle| handle.wake());
            assert_eq!(poller.clones(), 0, "the parent's waker is kept");
            outer.iter().for_each(|handle| handle.wake());
            assert_eq!(Arc::strong_count(&output), 1, "an output is kept");
        }
    }
    assert!(finished > 0, "it never came to its end");
}

#[test]
fn for_each_drops_everything_at_any_moment() {
    sweep(|source, mut bodies| {
        concurrent::unordered(source, bound(2)).for_each(move |_| bodies.next().expect("enough"))
    });
    sweep(|source, mut bodies| {
        concurrent::ordered(source, bound(3)).for_each(move |_| bodies.next().expect("enough"))
    });
}

#[test]
fn try_for_each_drops_everything_at_any_moment() {
    for failing in 0..COUNT {
        sweep(|source, mut bodies| {
            let mut left = failing;
            concurrent::unordered(source, bound(3)).try_for_each(move |_| {
                let body = bodies.next().expect("enough");
                let result = left.checked_sub(1).map(|less| left = less).ok_or(());
                async move {
                    body.await;
                    result
                }
            })
        });
    }
}

#[test]
fn fold_drops_everything_at_any_moment() {
    sweep(|source, mut bodies| {
        concurrent::ordered(source, bound(2)).fold(Vec::new(), move |mut all, output| {
            let body = bodies.next().expect("enough");
            async move {
                body.await;
                all.push(output);
                all
            }
        })
    });
}

#[test]
fn bare_streams_drop_everything_at_any_moment() {
    sweep(|source, bodies| async {
        let mut bodies = bodies;
        let mut outputs = pin!(concurrent::unordered(source, bound(2)));
        while let Some(output) = outputs.next().await {
            let body = bodies.next().expect("enough");
            outputs.as_mut().progress_while(body).await;
            drop(output);
        }
    });
}
