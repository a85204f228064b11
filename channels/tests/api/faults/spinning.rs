//! crossfire spins before it waits.

use std::{
    future::poll_fn,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use anyrt_channels::{mpmc, mpsc};

use crate::{poller::Polled, raw::Hooks};

static CLONES: AtomicUsize = AtomicUsize::new(0);

static COUNTING: Hooks = Hooks {
    on_clone: || {
        CLONES.fetch_add(1, Ordering::Relaxed);
    },
    on_wake: || panic!("nobody comes"),
    on_drop: || (),
};

/// The first poll leaves its waker and returns: it neither wakes itself nor looks again.
#[test]
fn a_poll_with_nothing_to_do_leaves_its_waker_at_once() {
    let waker = COUNTING.waker();
    for (tx, rx) in [mpmc::bounded::<u8>(0), mpmc::bounded(1), mpmc::unbounded()] {
        let before = CLONES.load(Ordering::Relaxed);
        let mut recv = Polled::new(rx.recv());
        assert!(recv.poll_with(&waker).is_pending());
        assert_eq!(CLONES.load(Ordering::Relaxed) - before, 1);
        drop(recv);
        drop(tx);
    }
    let (tx, mut rx) = mpsc::channel::<Arc<()>>(1);
    let before = CLONES.load(Ordering::Relaxed);
    let mut recv = Polled::new(poll_fn(|cx| rx.poll_recv(cx)));
    assert!(recv.poll_with(&waker).is_pending());
    assert_eq!(CLONES.load(Ordering::Relaxed) - before, 1);
    assert!(recv.poll().is_pending());
    drop(tx);
}
