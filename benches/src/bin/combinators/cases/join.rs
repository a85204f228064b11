use std::hint::black_box;

use anyrt_combinators::future as ours;
use futures_concurrency::future as concurrency;

use crate::{
    operation::{Entrant, OURS, Operation, Work},
    reactor::{Leaf, Parent, Reactor},
    target::Target,
};

/// Waits for `n` children, made and joined by what `join` is, whatever size that is for.
fn work<F: Future>(
    n: usize,
    waits: u8,
    join: impl Fn(&'static Reactor, u8) -> F + 'static,
) -> Option<Work> {
    let (reactor, parent) = (Reactor::leak(n), Parent::default());
    Work::on(reactor, n, move || {
        black_box(parent.run(join(reactor, waits), reactor));
    })
}

fn children<const N: usize>(reactor: &'static Reactor, waits: u8) -> [Leaf; N] {
    std::array::from_fn(|index| reactor.leaf(index, waits))
}

fn many(n: usize, reactor: &'static Reactor, waits: u8) -> Vec<Leaf> {
    (0..n).map(|index| reactor.leaf(index, waits)).collect()
}

/// The children in a tuple, by the call of `$join` on it.
macro_rules! tuple {
    ($join:path, $waits:expr) => {
        |n| match n {
            2 => work(n, $waits, |reactor, waits| {
                let [a, b] = children(reactor, waits);
                $join((a, b))
            }),
            8 => work(n, $waits, |reactor, waits| {
                let [a, b, c, d, e, f, g, h] = children(reactor, waits);
                $join((a, b, c, d, e, f, g, h))
            }),
            _ => None,
        }
    };
}

/// The children in an array.
macro_rules! array {
    ($join:path, $waits:expr) => {
        |n| match n {
            2 => work(n, $waits, |reactor, waits| {
                $join(children::<2>(reactor, waits))
            }),
            8 => work(n, $waits, |reactor, waits| {
                $join(children::<8>(reactor, waits))
            }),
            64 => work(n, $waits, |reactor, waits| {
                $join(children::<64>(reactor, waits))
            }),
            _ => None,
        }
    };
}

/// The children in a vector.
macro_rules! vector {
    ($join:path, $waits:expr) => {
        |n| {
            work(n, $waits, move |reactor, waits| {
                $join(many(n, reactor, waits))
            })
        }
    };
}

/// The children as the arguments of a macro.
macro_rules! arguments {
    ($($join:tt)::+, $waits:expr) => {
        |n| match n {
            2 => work(n, $waits, |reactor, waits| async move {
                let [a, b] = children(reactor, waits);
                $($join)::+!(a, b);
            }),
            8 => work(n, $waits, |reactor, waits| async move {
                let [a, b, c, d, e, f, g, h] = children(reactor, waits);
                $($join)::+!(a, b, c, d, e, f, g, h);
            }),
            _ => None,
        }
    };
}

macro_rules! entrants {
    ($waits:expr) => {
        vec![
            Entrant::new(OURS, "tuple", tuple!(ours::Join::join, $waits)),
            Entrant::new(OURS, "array", array!(ours::Join::join, $waits)),
            Entrant::new(OURS, "Vec", vector!(ours::Join::join, $waits)),
            Entrant::new(
                "futures-concurrency",
                "tuple",
                tuple!(concurrency::Join::join, $waits),
            ),
            Entrant::new(
                "futures-concurrency",
                "array",
                array!(concurrency::Join::join, $waits),
            ),
            Entrant::new(
                "futures-concurrency",
                "Vec",
                vector!(concurrency::Join::join, $waits),
            ),
            Entrant::new(
                "futures-buffered",
                "join_all",
                vector!(futures_buffered::join_all, $waits),
            ),
            Entrant::new(
                "futures-util",
                "join!",
                arguments!(futures_util::join, $waits),
            ),
            Entrant::new(
                "futures-util",
                "join_all",
                vector!(futures_util::future::join_all, $waits),
            ),
            Entrant::new("tokio", "join!", arguments!(tokio::join, $waits)),
            Entrant::new("futures-lite", "zip", |n| match n {
                2 => work(n, $waits, |reactor, waits| {
                    let [a, b] = children(reactor, waits);
                    futures_lite::future::zip(a, b)
                }),
                _ => None,
            }),
        ]
    };
}

/// Every child waits once.
pub(crate) fn woken() -> Operation {
    Operation {
        name: "join",
        what: "Children are made, joined and polled; then one after the other is woken, and the join polled \
               after each.",
        unit: "child",
        sizes_of: "children",
        sizes: &[2, 8, 64, 1024, 16_384],
        entrants: entrants!(1),
        target: Target::OfTheBestThatPollsTheWoken(&[
            (2, 0.75),
            (8, 0.70),
            (64, 0.70),
            (1024, 0.85),
            (16_384, 0.85),
        ]),
    }
}

/// No child waits.
pub(crate) fn ready() -> Operation {
    Operation {
        name: "join-ready",
        what: "Children that are ready at once are made and joined.",
        unit: "child",
        sizes_of: "children",
        sizes: &[2, 8, 64, 1024],
        entrants: entrants!(0),
        target: Target::NanosOverTheBest(1.0, 8),
    }
}
