use std::num::NonZeroUsize;

use anyrt_combinators::concurrent;
use futures_buffered::BufferedStreamExt;
use futures_util::{StreamExt, stream};

use crate::{
    operation::{Entrant, OURS, Operation, Work},
    reactor::{Leaf, Parent, Reactor},
    target::Target,
};

const ITEMS: usize = 1000;

/// Runs a thousand children, each of which waits once.
fn run<F: Future>(
    bound: usize,
    all: impl Fn(stream::Iter<std::vec::IntoIter<Leaf>>, NonZeroUsize) -> F + 'static,
) -> Option<Work> {
    let (reactor, parent) = (Reactor::leak(ITEMS), Parent::default());
    let bound = NonZeroUsize::new(bound)?;
    Work::on(reactor, ITEMS, move || {
        let leaves: Vec<_> = (0..ITEMS).map(|index| reactor.leaf(index, 1)).collect();
        parent.run(all(stream::iter(leaves), bound), reactor);
    })
}

/// Futures of a stream, a bounded number of them at a time.
pub(crate) fn bounded() -> Operation {
    Operation {
        name: "concurrent",
        what: "A stream of 1,000 children, each of which is woken once, is run with a bound on how many run \
               at a time, and a body that is ready at once is called for each output.",
        unit: "child",
        sizes_of: "at a time",
        sizes: &[4, 64, 512],
        entrants: vec![
            Entrant::new(OURS, "unordered", |n| {
                run(n, |all, bound| {
                    concurrent::unordered(all, bound).for_each(async |_| ())
                })
            }),
            Entrant::new(OURS, "ordered", |n| {
                run(n, |all, bound| {
                    concurrent::ordered(all, bound).for_each(async |_| ())
                })
            }),
            Entrant::new("futures-util", "buffer_unordered", |n| {
                run(n, |all, bound| {
                    all.buffer_unordered(bound.get()).for_each(async |_| ())
                })
            }),
            Entrant::new("futures-util", "buffered", |n| {
                run(n, |all, bound| {
                    StreamExt::buffered(all, bound.get()).for_each(async |_| ())
                })
            }),
            Entrant::new("futures-buffered", "buffered_unordered", |n| {
                run(n, |all, bound| {
                    all.buffered_unordered(bound.get()).for_each(async |_| ())
                })
            }),
            Entrant::new("futures-buffered", "buffered_ordered", |n| {
                run(n, |all, bound| {
                    all.buffered_ordered(bound.get()).for_each(async |_| ())
                })
            }),
        ],
        target: Target::None,
    }
}
