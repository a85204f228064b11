//! Dropped after each of k polls: every stream is dropped once, no waker is kept.

use std::{pin::pin, sync::Arc};

use anyrt_combinators::{
    futures_util::Stream,
    stream::{Chain, Merge, Zip},
};

use super::source::{Source, source};
use crate::poller::Poller;

/// Drops the stream after each number of polls, with an item or an end before each of them but the first.
fn sweep<S: Stream>(make: impl Fn([Source<Arc<()>>; 3]) -> S) {
    for polls in 0..=8 {
        let item = Arc::new(());
        let [a, b, c] = [(); 3].map(|()| source([]));
        let inputs = [a.1, b.1, c.1];
        let mut poller = Poller::new();
        {
            let mut stream = pin!(make([a.0, b.0, c.0]));
            for poll in 0..polls {
                match poll {
                    0 => {}
                    1..=4 => inputs[(poll - 1) % 3].push(item.clone()),
                    _ => inputs[(poll - 5) % 3].end(),
                }
                let _item = poller.poll_next(stream.as_mut());
            }
        }
        assert!(inputs.iter().all(|input| input.drops() == 1));
        drop(inputs);
        assert_eq!(poller.clones(), 0, "the parent's waker is kept");
        assert_eq!(Arc::strong_count(&item), 1, "an item is kept");
    }
}

#[test]
fn merge_drops_everything_at_any_moment() {
    sweep(|[a, b, c]| (a, b, c).merge());
    sweep(Merge::merge);
    sweep(|children| Vec::from(children).merge());
}

#[test]
fn zip_drops_everything_at_any_moment() {
    sweep(|[a, b, c]| (a, b, c).zip());
    sweep(Zip::zip);
    sweep(|children| Vec::from(children).zip());
}

#[test]
fn chain_drops_everything_at_any_moment() {
    sweep(|[a, b, c]| (a, b, c).chain());
    sweep(Chain::chain);
    sweep(|children| Vec::from(children).chain());
}
