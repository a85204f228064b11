//! No child moves once it is polled, and none must be `Unpin`.

use std::{pin::pin, sync::Arc};

use anyrt_combinators::future::{Join, Race, RaceOk, Select, TryJoin};

use crate::{
    leaf::{Handle, Leaf, leaf},
    poller::Poller,
};

type Leaves<T> = ((Leaf<T>, Arc<Handle>), (Leaf<T>, Arc<Handle>));

/// Polls twice with a child woken in between; the leaves themselves look at their address.
fn check<F: Future>(future: F, handles: [&Handle; 2]) {
    let mut future = pin!(future);
    let mut poller = Poller::new();
    assert!(poller.poll(future.as_mut()).is_pending());
    handles[1].wake();
    assert!(poller.poll(future.as_mut()).is_pending());
    handles[0].complete();
    handles[1].complete();
    assert!(poller.poll(future).is_ready());
    assert!(handles.iter().all(|handle| handle.drops() == 1));
}

fn with<F: Future, T: Copy>(value: T, make: impl Fn(Leaf<T>, Leaf<T>) -> F) {
    let ((a, first), (b, second)): Leaves<T> = (leaf(value), leaf(value));
    check(make(a, b), [&first, &second]);
}

#[test]
fn children_that_are_not_unpin_stay_where_they_are() {
    with((), |a, b| (a, b).join());
    with((), |a, b| [a, b].join());
    with((), |a, b| vec![a, b].join());
    with(Ok::<_, ()>(()), |a, b| (a, b).try_join());
    with(Ok::<_, ()>(()), |a, b| [a, b].try_join());
    with(Ok::<_, ()>(()), |a, b| vec![a, b].try_join());
    with((), |a, b| (a, b).race());
    with((), |a, b| [a, b].race());
    with((), |a, b| vec![a, b].race());
    with(Ok::<_, ()>(()), |a, b| (a, b).race_ok());
    with(Ok::<_, ()>(()), |a, b| [a, b].race_ok());
    with(Ok::<_, ()>(()), |a, b| vec![a, b].race_ok());
    with((), |a, b| (a, b).select());
    with((), |a, b| [a, b].select());
    with((), |a, b| vec![a, b].select());
    with((), |a, b| (Some(a), Some(b)).select());
}
