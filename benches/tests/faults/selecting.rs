use std::{pin::pin, sync::Mutex, task::Poll};

use futures_concurrency::future::Race;
use futures_util::{
    FutureExt,
    future::{pending, select, select_all},
};

use crate::{Child, children, poll, polls};

#[test]
fn select_all_and_race_poll_every_child_for_each_wake() {
    let all = children(30);
    let mut select = select_all(all.clone());
    assert!(poll(pin!(&mut select)).is_pending());
    all[7].wake();
    assert!(poll(pin!(&mut select)).is_pending());
    assert_eq!(polls(&all), 2 * 30);

    let all = children(30);
    let mut race = pin!(all.clone().race());
    assert!(poll(race.as_mut()).is_pending());
    all[7].wake();
    assert!(poll(race.as_mut()).is_pending());
    assert_eq!(polls(&all), 2 * 30);
}

#[test]
#[expect(clippy::await_holding_lock, reason = "it is what the test is about")]
fn a_loser_that_select_gives_back_keeps_its_lock() {
    let lock = Mutex::new(());
    let winner = Child::default();
    let holder = async {
        let _held = lock.lock().expect("nobody panics with it");
        pending::<()>().await;
    };
    let mut select = select(Box::pin(holder), winner.clone());
    assert!(poll(pin!(&mut select)).is_pending());
    winner.complete();
    let Poll::Ready(chosen) = poll(pin!(&mut select)) else {
        panic!("one is done");
    };
    assert!(
        lock.try_lock().is_err(),
        "the loser is there, and nobody polls it"
    );
    drop(chosen);
    assert!(lock.try_lock().is_ok());
}

#[test]
fn polling_after_completion_means_something_else_each_time() {
    // Ready again with nothing, pending for ever, or a panic without a name.
    let mut fused = futures_util::future::ready(()).fuse();
    assert!(poll(pin!(&mut fused)).is_ready());
    assert!(poll(pin!(&mut fused)).is_pending());

    let mut joined = futures_util::future::join_all([futures_util::future::ready(1)]);
    assert_eq!(poll(pin!(&mut joined)), Poll::Ready(vec![1]));
    assert_eq!(poll(pin!(&mut joined)), Poll::Ready(vec![]));

    let mut pair = futures_util::future::join(async {}, async {}).boxed_local();
    assert!(poll(pair.as_mut()).is_ready());
    let again = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| poll(pair.as_mut())));
    assert!(again.is_err());
}
