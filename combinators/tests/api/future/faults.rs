//! The faults of others, each of which is not one here.

use std::{
    pin::{Pin, pin},
    sync::{Arc, Mutex},
    task::{Context, Poll, Wake, Waker},
};

use anyrt_combinators::future::{Join, Race, Select, join_all};

use crate::{
    leaf::{Handle, leaf},
    poller::Poller,
};

type Handles = Vec<Arc<Handle>>;

fn count_polls<F: Future>(future: F, handles: &Handles) -> usize {
    let mut future = pin!(future);
    let mut poller = Poller::new();
    let _first = poller.poll(future.as_mut());
    let before: usize = handles.iter().map(|handle| handle.polls()).sum();
    for handle in handles {
        handle.wake();
        let _again = poller.poll(future.as_mut());
    }
    handles.iter().map(|handle| handle.polls()).sum::<usize>() - before
}

#[test]
fn a_wake_polls_one_child_and_not_all_of_them() {
    let (leaves, handles): (Vec<_>, Handles) = (0..30).map(leaf).unzip();
    assert_eq!(count_polls(leaves.join(), &handles), 30);
    let (leaves, handles): (Vec<_>, Handles) = (0..30).map(leaf).unzip();
    assert_eq!(count_polls(leaves.select(), &handles), 30);
    let (leaves, handles): (Vec<_>, Handles) = (0..30).map(leaf).unzip();
    assert_eq!(count_polls(leaves.race(), &handles), 30);
}

#[test]
fn a_join_of_joins_polls_one_leaf_for_a_wake() {
    let (leaves, handles): (Vec<_>, Handles) = (0..16).map(leaf).unzip();
    let mut leaves = leaves.into_iter();
    let inner: Vec<_> = (0..4)
        .map(|_| join_all(leaves.by_ref().take(4).collect::<Vec<_>>()))
        .collect();
    assert_eq!(count_polls(inner.join(), &handles), 16);
}

/// A task that is polled inside of `wake`, as an executor on the same thread may do.
struct Inline<F>(Mutex<Option<Pin<Box<F>>>>);

impl<F: Future + Send + 'static> Wake for Inline<F> {
    fn wake(self: Arc<Self>) {
        let Ok(mut future) = self.0.try_lock() else {
            return;
        };
        let waker = Waker::from(self.clone());
        let cx = &mut Context::from_waker(&waker);
        if let Some(running) = &mut *future
            && running.as_mut().poll(cx).is_ready()
        {
            *future = None;
        }
    }
}

#[test]
fn a_parent_that_polls_inside_of_wake_does_not_deadlock() {
    let (leaves, handles): (Vec<_>, Handles) = (0..3).map(|_| leaf(())).unzip();
    let task = Arc::new(Inline(Mutex::new(Some(Box::pin(leaves.join())))));
    task.clone().wake();
    for handle in &handles {
        assert!(task.0.lock().expect("no panic").is_some());
        handle.complete();
    }
    assert!(
        task.0.lock().expect("no panic").is_none(),
        "done inside of the last wake"
    );
}

#[test]
fn a_poll_of_100_000_children_is_done_in_pieces() {
    let (leaves, handles): (Vec<_>, Handles) = (0..100_000).map(leaf).unzip();
    let mut future = pin!(leaves.join());
    let mut poller = Poller::new();
    let mut polled = 0;
    while polled < 100_000 {
        assert!(poller.poll(future.as_mut()).is_pending());
        let now: usize = handles.iter().map(|handle| handle.polls()).sum();
        assert!(now - polled <= 128);
        polled = now;
        if polled < 100_000 {
            assert_eq!(poller.wakes(), 1);
            // Counting each time would be quadratic; the pieces do not differ from each other.
            while polled < 99_000 && poller.poll(future.as_mut()).is_pending() {
                polled += 128;
            }
            polled = handles.iter().map(|handle| handle.polls()).sum();
        }
    }
}

#[test]
fn a_stray_waker_keeps_no_child() {
    let ((a, first), (b, second)) = (leaf(vec![0; 100]), leaf(vec![0; 100]));
    let mut future = Box::pin((a, b).join());
    let mut poller = Poller::new();
    assert_eq!(poller.poll(future.as_mut()), Poll::Pending);
    let stray = first.waker().expect("polled");
    drop(future);
    assert_eq!((first.drops(), second.drops()), (1, 1));
    assert_eq!(poller.clones(), 0);
    stray.wake();
    assert_eq!(poller.wakes(), 0);
}

#[test]
#[expect(clippy::await_holding_lock, reason = "it is what the test is about")]
fn a_lock_is_free_once_the_select_has_returned() {
    let lock = Mutex::new(());
    let holds = async {
        let _guard = lock.lock().expect("no panic");
        std::future::pending::<()>().await;
    };
    let (b, second) = leaf(2);
    let mut future = pin!((holds, b).select());
    let mut poller = Poller::new();
    assert!(poller.poll(future.as_mut()).is_pending());
    assert!(lock.try_lock().is_err());
    second.complete();
    assert!(poller.poll(future.as_mut()).is_ready());
    assert!(
        lock.try_lock().is_ok(),
        "the future is there still, the loser is not"
    );
}
