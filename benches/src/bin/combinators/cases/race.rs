use std::{
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::Stream;

use crate::{
    operation::{Entrant, OURS, Operation, Work},
    reactor::{FOREVER, Leaf, Parent, Reactor},
    target::Target,
};

fn losers(reactor: &'static Reactor, n: usize) -> Vec<Leaf> {
    (0..n).map(|index| reactor.leaf(index, FOREVER)).collect()
}

/// Wakes one loser after the other, and polls each time.
pub(crate) fn wakes<P>(reactor: &'static Reactor, n: usize, polled: P) -> Option<Work>
where
    P: FnMut(&mut Context<'_>) -> Poll<()> + 'static,
{
    let (parent, mut polled, mut next) = (Parent::default(), polled, 0);
    assert!(parent.poll(&mut polled).is_pending(), "nobody wins");
    Work::on(reactor, 1, move || {
        // A step that visits every child, but not one after the other.
        next = (next + 0x9E37_79B1) % n;
        reactor.wake(next);
        assert!(parent.poll(&mut polled).is_pending(), "nobody wins");
    })
}

fn race<F: Future + 'static>(n: usize, race: impl FnOnce(Vec<Leaf>) -> F) -> Option<Work> {
    let reactor = Reactor::leak(n);
    let mut race = Box::pin(race(losers(reactor, n)));
    wakes(reactor, n, move |cx| race.as_mut().poll(cx).map(drop))
}

/// Losers are woken, one at a time.
pub(crate) fn losers_woken() -> Operation {
    Operation {
        name: "race",
        what: "A race that nobody wins: one loser is woken, and the race is polled.",
        unit: "wake-up",
        sizes_of: "children",
        sizes: &[64, 1024, 16_384],
        entrants: vec![
            Entrant::new(OURS, "Vec", |n| {
                race(n, anyrt_combinators::future::Race::race)
            }),
            Entrant::new(OURS, "select_all", |n| {
                race(n, anyrt_combinators::future::select_all)
            }),
            Entrant::new("futures-concurrency", "Vec", |n| {
                race(n, futures_concurrency::future::Race::race)
            }),
            Entrant::new("futures-util", "select_all", |n| {
                race(n, futures_util::future::select_all)
            }),
            Entrant::new("futures-buffered", "set", |n| {
                let reactor = Reactor::leak(n);
                let mut set = futures_buffered::FuturesUnorderedBounded::new(n);
                losers(reactor, n)
                    .into_iter()
                    .for_each(|leaf| set.push(leaf));
                wakes(reactor, n, move |cx| {
                    Pin::new(&mut set).poll_next(cx).map(drop)
                })
            }),
        ],
        target: Target::OfTheBest(1.0, 64),
    }
}
