//! Waiting that blocks the thread.

#[cfg(loom)]
pub(crate) use loom::future::block_on;
#[cfg(not(loom))]
pub(crate) use parked::block_on;

#[cfg(not(loom))]
mod parked {
    use std::{
        cell::Cell,
        pin::pin,
        sync::{
            Arc,
            atomic::{AtomicBool, Ordering},
        },
        task::{Context, Poll, Wake, Waker},
        thread::{self, Thread},
    };

    thread_local! {
        /// The parker of this thread, unless it is in use.
        static PARKER: Cell<Option<(Arc<Parker>, Waker)>> = const { Cell::new(None) };
    }

    /// A thread that sleeps, and whether there is something to do for it.
    struct Parker {
        thread: Thread,
        is_woken: AtomicBool,
    }

    impl Parker {
        /// Sleeps until it is woken, or was since the last call.
        fn park(&self) {
            // Acquire: pairs with the Release of `wake_by_ref`; no model shows it, for loom has a `block_on` of its own.
            while !self.is_woken.swap(false, Ordering::Acquire) {
                thread::park();
            }
        }
    }

    impl Wake for Parker {
        fn wake(self: Arc<Self>) {
            self.wake_by_ref();
        }

        fn wake_by_ref(self: &Arc<Self>) {
            // Release: pairs with the Acquire of `park`; no model shows it, as there.
            self.is_woken.store(true, Ordering::Release);
            self.thread.unpark();
        }
    }

    /// Polls a future on this thread, which sleeps while there is nothing to do.
    ///
    /// Nothing is allocated but for the first call on a thread, and one inside of another.
    pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
        let mut future = pin!(future);
        let (parker, waker) = PARKER
            .try_with(Cell::take)
            .ok()
            .flatten()
            .unwrap_or_else(new_parker);
        let output = loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                break output;
            }
            parker.park();
        };
        // A thread that ends has no place for it any more.
        let _kept = PARKER.try_with(|place| place.set(Some((parker, waker))));
        output
    }

    #[cold]
    fn new_parker() -> (Arc<Parker>, Waker) {
        let parker = Arc::new(Parker {
            thread: thread::current(),
            is_woken: AtomicBool::new(false),
        });
        let waker = Waker::from(parker.clone());
        (parker, waker)
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use std::{
        future::{poll_fn, ready},
        task::Poll,
        thread,
    };

    use super::block_on;

    #[test]
    fn it_waits_for_another_thread() {
        let (send, receive) = std::sync::mpsc::channel::<std::task::Waker>();
        let waking = thread::spawn(move || receive.recv().map(std::task::Waker::wake));
        let mut polls = 0;
        block_on(poll_fn(|cx| {
            polls += 1;
            if polls == 2 {
                return Poll::Ready(());
            }
            assert!(send.send(cx.waker().clone()).is_ok());
            Poll::Pending
        }));
        assert!(waking.join().is_ok_and(|woken| woken.is_ok()));
    }

    #[test]
    fn one_inside_of_another_takes_no_wake_up_away() {
        let mut polls = 0;
        block_on(poll_fn(|cx| {
            polls += 1;
            if polls == 2 {
                return Poll::Ready(());
            }
            cx.waker().wake_by_ref();
            let mut inner = 0;
            block_on(poll_fn(|cx| {
                inner += 1;
                cx.waker().wake_by_ref();
                if inner == 3 {
                    Poll::Ready(())
                } else {
                    Poll::Pending
                }
            }));
            Poll::Pending
        }));
        assert_eq!(block_on(ready(polls)), 2);
    }
}
