use std::hint::black_box;

use futures_util::{FutureExt, future::Map};

use crate::{
    operation::{Entrant, OURS, Operation, Work},
    reactor::{Leaf, Parent, Reactor},
    target::Target,
};

type Succeeds = Map<Leaf, fn(usize) -> Result<usize, ()>>;

fn work<F: Future>(n: usize, join: impl Fn(Vec<Succeeds>) -> F + 'static) -> Option<Work> {
    let (reactor, parent) = (Reactor::leak(n), Parent::default());
    Work::on(reactor, n, move || {
        let children = (0..n).map(|index| reactor.leaf(index, 1).map(Ok as fn(_) -> _));
        black_box(parent.run(join(children.collect()), reactor));
    })
}

/// Every child waits once, and none fails.
pub(crate) fn woken() -> Operation {
    Operation {
        name: "try_join",
        what: "Children that succeed are made, joined and polled; then one after the other is woken, and the \
               join polled after each.",
        unit: "child",
        sizes_of: "children",
        sizes: &[8, 64, 1024],
        entrants: vec![
            Entrant::new(OURS, "Vec", |n| {
                work(n, anyrt_combinators::future::TryJoin::try_join)
            }),
            Entrant::new("futures-concurrency", "Vec", |n| {
                work(n, futures_concurrency::future::TryJoin::try_join)
            }),
            Entrant::new("futures-buffered", "try_join_all", |n| {
                work(n, futures_buffered::try_join_all)
            }),
            Entrant::new("futures-util", "try_join_all", |n| {
                work(n, futures_util::future::try_join_all)
            }),
        ],
        target: Target::None,
    }
}
