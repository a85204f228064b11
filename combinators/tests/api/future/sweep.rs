//! Dropped after each of k polls, and after a panic: every child is dropped once, no waker is kept.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    sync::Arc,
};

use anyrt_combinators::future::{Join, Race, RaceOk, Select, SelectWithRest, TryJoin};

use crate::{
    leaf::{Handle, Leaf, leaf},
    poller::Poller,
};

type Result3 = Result<Counted, Counted>;

/// An output that counts its drops.
struct Counted {
    _outputs: Arc<()>,
}

fn leaves<T>(values: [T; 3]) -> ([Leaf<T>; 3], [Arc<Handle>; 3]) {
    let [a, b, c] = values.map(leaf);
    ([a.0, b.0, c.0], [a.1, b.1, c.1])
}

/// Drops the future after each number of polls, with a child completed before each of them but the first.
fn sweep<T, F: Future>(value: impl Fn(Counted) -> T, make: impl Fn([Leaf<T>; 3]) -> F) {
    for polls in 0..=4 {
        for panics in [false, true] {
            let outputs = Arc::new(());
            let values = [(); 3].map(|()| {
                value(Counted {
                    _outputs: outputs.clone(),
                })
            });
            let (children, handles) = leaves(values);
            let mut poller = Poller::new();
            {
                let mut future = pin!(make(children));
                for poll in 0..polls {
                    if poll > 0 {
                        handles[poll - 1].complete();
                    }
                    if panics && poll + 1 == polls {
                        handles.iter().for_each(|handle| handle.panic());
                        handles.iter().for_each(|handle| handle.wake());
                        let caught =
                            catch_unwind(AssertUnwindSafe(|| poller.poll(future.as_mut())));
                        drop(caught);
                        break;
                    }
                    if poller.poll(future.as_mut()).is_ready() {
                        break;
                    }
                }
            }
            assert!(handles.iter().all(|handle| handle.drops() == 1));
            assert_eq!(poller.clones(), 0, "the parent's waker is kept");
            handles.iter().for_each(|handle| handle.wake());
            assert_eq!(Arc::strong_count(&outputs), 1, "an output is kept");
        }
    }
}

fn ok(counted: Counted) -> Result3 {
    Ok(counted)
}

fn err(counted: Counted) -> Result3 {
    Err(counted)
}

#[test]
fn join_drops_everything_at_any_moment() {
    sweep(|x| x, |[a, b, c]| (a, b, c).join());
    sweep(|x| x, Join::join);
    sweep(|x| x, |children| Vec::from(children).join());
}

#[test]
fn try_join_drops_everything_at_any_moment() {
    sweep(ok, |[a, b, c]| (a, b, c).try_join());
    sweep(err, |[a, b, c]| (a, b, c).try_join());
    sweep(ok, TryJoin::try_join);
    sweep(err, |children| Vec::from(children).try_join());
}

#[test]
fn race_drops_everything_at_any_moment() {
    sweep(|x| x, |[a, b, c]| (a, b, c).race());
    sweep(|x| x, Race::race);
    sweep(|x| x, |children| Vec::from(children).race());
}

#[test]
fn race_ok_drops_everything_at_any_moment() {
    sweep(ok, |[a, b, c]| (a, b, c).race_ok());
    sweep(err, |[a, b, c]| (a, b, c).race_ok());
    sweep(err, RaceOk::race_ok);
    sweep(err, |children| Vec::from(children).race_ok());
}

#[test]
fn select_drops_everything_at_any_moment() {
    sweep(|x| x, |[a, b, c]| (a, b, c).select());
    sweep(|x| x, |children: [_; 3]| children.select());
    sweep(|x| x, |children| Vec::from(children).select());
    sweep(|x| x, |[a, b, c]| (Some(a), Some(b), Some(c)).select());
    sweep(|x| x, |children| children.map(Box::pin).select_with_rest());
}
