use std::{
    hint::black_box,
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::Stream;

use super::race::wakes;
use crate::{
    operation::{Entrant, OURS, Operation, Work},
    reactor::{FOREVER, Leaf, Parent, Reactor},
    target::Target,
};

/// What the sets have in common.
trait Set: Stream<Item = usize> + Unpin + 'static {
    fn for_so_many(n: usize) -> Self;
    fn put(&mut self, leaf: Leaf);
}

macro_rules! set {
    ($set:ty, $make:expr, $put:ident) => {
        impl Set for $set {
            fn for_so_many(n: usize) -> Self {
                let make: fn(usize) -> Self = $make;
                make(n)
            }

            fn put(&mut self, leaf: Leaf) {
                let _key = self.$put(leaf);
            }
        }
    };
}

type Ours = anyrt_combinators::set::FuturesUnordered<Leaf>;
type Util = futures_util::stream::FuturesUnordered<Leaf>;
type Buffered = futures_buffered::FuturesUnordered<Leaf>;
type Bounded = futures_buffered::FuturesUnorderedBounded<Leaf>;
type Group = futures_concurrency::future::FutureGroup<Leaf>;

set!(Ours, |_| Self::new(), push);
set!(Util, |_| Self::new(), push);
set!(Buffered, |_| Self::new(), push);
set!(Bounded, Self::new, push);
set!(Group, |_| Self::new(), insert);

fn next<S: Set>(set: &mut S, cx: &mut Context<'_>) -> Poll<Option<usize>> {
    Pin::new(set).poll_next(cx)
}

fn woken<S: Set>(n: usize) -> Option<Work> {
    let reactor = Reactor::leak(n);
    let mut set = S::for_so_many(n);
    (0..n).for_each(|index| set.put(reactor.leaf(index, FOREVER)));
    wakes(reactor, n, move |cx| next(&mut set, cx).map(drop))
}

fn ready<S: Set>(n: usize) -> Option<Work> {
    let (reactor, parent, mut set) = (Reactor::leak(n), Parent::default(), S::for_so_many(n));
    Work::on(reactor, n, move || {
        (0..n).for_each(|index| set.put(reactor.leaf(index, 0)));
        for _ in 0..n {
            let polled = parent.poll(|cx| next(&mut set, cx));
            assert!(matches!(polled, Poll::Ready(Some(_))), "all are ready");
        }
    })
}

fn replaced<S: Set>(n: usize) -> Option<Work> {
    let (reactor, parent, mut set) = (Reactor::leak(n), Parent::default(), S::for_so_many(n));
    (0..n).for_each(|index| set.put(reactor.leaf(index, 1)));
    assert!(
        parent.poll(|cx| next(&mut set, cx)).is_pending(),
        "all wait"
    );
    let mut at = 0;
    Work::on(reactor, 1, move || {
        at = (at + 0x9E37_79B1) % n;
        reactor.wake(at);
        let done = parent.poll(|cx| next(&mut set, cx));
        assert!(
            matches!(done, Poll::Ready(Some(index)) if index == at),
            "it was woken"
        );
        set.put(reactor.leaf(at, 1));
        black_box(parent.poll(|cx| next(&mut set, cx)).is_pending());
    })
}

macro_rules! entrants {
    ($work:ident) => {
        vec![
            Entrant::new(OURS, "FuturesUnordered", $work::<Ours>),
            Entrant::new("futures-util", "FuturesUnordered", $work::<Util>),
            Entrant::new("futures-buffered", "FuturesUnordered", $work::<Buffered>),
            Entrant::new(
                "futures-buffered",
                "FuturesUnorderedBounded",
                $work::<Bounded>,
            ),
            // At 100,000 one wake-up takes longer than a round.
            Entrant::new("futures-concurrency", "FutureGroup", |n| {
                if n > 1024 { None } else { $work::<Group>(n) }
            }),
        ]
    };
}

const SIZES: &[usize] = &[1024, 100_000];

/// One child after the other is woken, and goes on waiting.
pub(crate) fn one_woken() -> Operation {
    Operation {
        name: "set-woken",
        what: "A set of children that all wait: one is woken, and the set is polled.",
        unit: "wake-up",
        sizes_of: "children",
        sizes: SIZES,
        entrants: entrants!(woken),
        target: Target::OfTheBest(1.0, 0),
    }
}

/// Children that are ready at once go through a set that is warm.
pub(crate) fn all_ready() -> Operation {
    Operation {
        name: "set-ready",
        what: "Children that are ready at once are pushed into an empty set, which has been as full before, \
               and taken out.",
        unit: "child",
        sizes_of: "children",
        sizes: SIZES,
        entrants: entrants!(ready),
        target: Target::OfTheBest(1.0, 0),
    }
}

/// One child after the other is woken, is done, and another takes its place.
pub(crate) fn churn() -> Operation {
    Operation {
        name: "set-churn",
        what: "A set of children that all wait: one is woken, taken out, replaced, and the new one polled.",
        unit: "child",
        sizes_of: "children",
        sizes: SIZES,
        entrants: entrants!(replaced),
        target: Target::OfTheBest(1.0, 0),
    }
}
