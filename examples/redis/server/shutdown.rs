//! The end of the server, as a future.
//!
//! This is what a leaf future looks like that owes nothing to a runtime: it leaves its waker where
//! the other side finds it, and that is all it knows of an executor. A thread that belongs to no
//! runtime can call [`Shutdown::begin`] just as well as a task.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// A signal that is given once, to any number of tasks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shutdown {
    shared: Arc<Signal>,
}

#[derive(Debug, Default)]
struct Signal {
    begun: AtomicBool,
    waiting: Mutex<Waiting>,
}

#[derive(Debug, Default)]
struct Waiting {
    last_place: u64,
    wakers: BTreeMap<u64, Waker>,
}

impl Shutdown {
    /// Gives the signal; again makes no difference.
    pub(crate) fn begin(&self) {
        // Release: pairs with the Acquire in `is_begun`.
        self.shared.begun.store(true, Ordering::Release);
        let wakers = std::mem::take(&mut self.shared.lock().wakers);
        // A waker is code of somebody else: never call it with the lock held.
        wakers.into_values().for_each(Waker::wake);
    }

    /// Returns whether the signal was given.
    pub(crate) fn is_begun(&self) -> bool {
        // Acquire: pairs with the Release in `begin`.
        self.shared.begun.load(Ordering::Acquire)
    }

    /// Waits for the signal.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: waiting changes nothing.
    pub(crate) fn wait(&self) -> Wait {
        Wait {
            shutdown: self.clone(),
            registered: None,
        }
    }
}

impl Signal {
    /// Locks the list of who waits, for a moment.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The future of [`Shutdown::wait`].
#[derive(Debug)]
pub(crate) struct Wait {
    shutdown: Shutdown,
    /// The place in the list, and the waker that lies there.
    registered: Option<(u64, Waker)>,
}

impl Future for Wait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.shutdown.is_begun() {
            return Poll::Ready(());
        }
        // Most polls come from the same task: they find their waker in place and take no lock.
        if let Some((_, waker)) = &self.registered
            && waker.will_wake(context.waker())
        {
            return Poll::Pending;
        }
        let (kept, left) = (context.waker().clone(), context.waker().clone());
        let mut waiting = self.shutdown.shared.lock();
        let place = match &self.registered {
            Some((place, _)) => *place,
            None => {
                waiting.last_place += 1;
                waiting.last_place
            }
        };
        let replaced = waiting.wakers.insert(place, left);
        drop(waiting);
        drop(replaced);
        self.registered = Some((place, kept));
        // The signal may have been given before the waker was in its place.
        if self.shutdown.is_begun() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        if let Some((place, _)) = &self.registered {
            let removed = self.shutdown.shared.lock().wakers.remove(place);
            drop(removed);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::{Context, Poll, Wake};

    use super::Shutdown;

    #[derive(Default)]
    struct Count(AtomicUsize);

    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[test]
    fn every_waiter_is_woken_once() {
        let shutdown = Shutdown::default();
        let count = Arc::new(Count::default());
        let waker = Arc::clone(&count).into();
        let mut context = Context::from_waker(&waker);
        let (mut first, mut second) = (pin!(shutdown.wait()), pin!(shutdown.wait()));
        for _ in 0..3 {
            assert!(first.as_mut().poll(&mut context).is_pending());
            assert!(second.as_mut().poll(&mut context).is_pending());
        }
        shutdown.begin();
        shutdown.begin();
        assert_eq!(count.0.load(Ordering::Relaxed), 2);
        assert_eq!(first.poll(&mut context), Poll::Ready(()));
        assert_eq!(second.poll(&mut context), Poll::Ready(()));
        assert!(pin!(shutdown.wait()).poll(&mut context).is_ready());
    }

    #[test]
    fn the_last_waker_counts_and_a_dropped_waiter_is_forgotten() {
        let shutdown = Shutdown::default();
        let (old, new) = (Arc::new(Count::default()), Arc::new(Count::default()));
        let mut wait = Box::pin(shutdown.wait());
        for count in [&old, &new] {
            let waker = Arc::clone(count).into();
            assert!(
                wait.as_mut()
                    .poll(&mut Context::from_waker(&waker))
                    .is_pending()
            );
        }
        assert_eq!(Arc::strong_count(&old), 1);
        let mut dropped = Box::pin(shutdown.wait());
        let waker = Arc::clone(&old).into();
        assert!(
            dropped
                .as_mut()
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        );
        drop(dropped);
        shutdown.begin();
        assert_eq!(old.0.load(Ordering::Relaxed), 0);
        assert_eq!(new.0.load(Ordering::Relaxed), 1);
    }
}
