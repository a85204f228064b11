//! The faults of others that `anyrt-channels` has tests against, each shown on the crate that has it, in the
//! version that the manifest pins. A test that fails here tells of a fault that was mended.
//!
//! What cannot be shown here:
//!
//! - The data race of kanal 0.1.1, which writes the waker of a waiting receive after it let go of the lock, is
//!   undefined behaviour, and is not run; nor can a type tell of it.
//! - The oneshot channels are mended in the versions that are pinned: the race of tokio between a close and a
//!   send (RUSTSEC-2021-0124) since 1.13.1, and that of the `oneshot` crate, between dropping a receiver that
//!   was polled and the sender (RUSTSEC-2026-0005), since 0.1.12. A test of either could not fail.
//! - That crossfire spins before it parks shows in time alone: the rows `cancelled-recv` and `cancelled-send` of
//!   `docs/bench/channels.md` are a hundredfold those of others at capacity 1.

mod allocating;
mod borrowing;
mod cloning;
mod flushing;
mod keeping;
mod losing;
mod racing;
mod waking;

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

/// A waker that counts.
#[derive(Default)]
struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl Count {
    fn wakes(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

/// A waker, and its count.
fn counting() -> (Waker, Arc<Count>) {
    let count = Arc::<Count>::default();
    (Waker::from(count.clone()), count)
}

fn poll_with<F: Future + ?Sized>(future: Pin<&mut F>, waker: &Waker) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(waker))
}

fn poll<F: Future + ?Sized>(future: Pin<&mut F>) -> Poll<F::Output> {
    poll_with(future, Waker::noop())
}
