use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
};

use futures_util::task::AtomicWaker;

/// The connections of a server: how many there are, and whether they are to end.
#[derive(Debug, Default)]
pub(super) struct Connections {
    open: AtomicUsize,
    /// The task that accepts, or waits for the last to be gone.
    server: AtomicWaker,
    is_ending: AtomicBool,
    tasks: Mutex<Tasks>,
}

/// The wakers of the connections' tasks, by the place of each.
#[derive(Debug, Default)]
struct Tasks {
    wakers: Vec<Option<Waker>>,
    free: Vec<usize>,
}

impl Connections {
    /// Waits until fewer than `limit` are open.
    pub(super) fn poll_below(&self, limit: usize, cx: &Context<'_>) -> Poll<()> {
        if self.open.load(Ordering::Acquire) < limit {
            return Poll::Ready(());
        }
        self.server.register(cx.waker());
        if self.open.load(Ordering::Acquire) < limit {
            return Poll::Ready(());
        }
        Poll::Pending
    }

    /// Takes a place, which is given back when it is dropped.
    pub(super) fn enter(self: &Arc<Self>) -> Place {
        self.open.fetch_add(1, Ordering::AcqRel);
        Place(self.clone())
    }

    /// Has the connections end as soon as they may.
    pub(super) fn end(&self) {
        self.is_ending.store(true, Ordering::Release);
        let wakers: Vec<_> = self.tasks().wakers.iter_mut().map(Option::take).collect();
        for waker in wakers.into_iter().flatten() {
            waker.wake();
        }
    }

    /// Gives a task a place for its waker.
    pub(super) fn listen(self: &Arc<Self>) -> Ending {
        let mut tasks = self.tasks();
        let index = tasks.free.pop().unwrap_or_else(|| {
            tasks.wakers.push(None);
            tasks.wakers.len() - 1
        });
        Ending {
            connections: self.clone(),
            index,
        }
    }

    fn tasks(&self) -> MutexGuard<'_, Tasks> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The place of one connection among those that may be open.
#[derive(Debug)]
pub(super) struct Place(Arc<Connections>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::AcqRel);
        self.0.server.wake();
    }
}

/// Tells one task when its connection is to end.
#[derive(Debug)]
pub(super) struct Ending {
    connections: Arc<Connections>,
    index: usize,
}

impl Ending {
    /// Tells whether the connection is to end, and wakes the task when it is.
    pub(super) fn poll(&self, cx: &Context<'_>) -> Poll<()> {
        let is_ending = || self.connections.is_ending.load(Ordering::Acquire);
        if is_ending() {
            return Poll::Ready(());
        }
        // Cloned, compared and dropped outside of the lock.
        let waker = cx.waker().clone();
        let old = self.connections.tasks().wakers[self.index].replace(waker);
        drop(old);
        if is_ending() {
            return Poll::Ready(());
        }
        Poll::Pending
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        let mut tasks = self.connections.tasks();
        let old = tasks.wakers[self.index].take();
        tasks.free.push(self.index);
        drop(tasks);
        drop(old);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize as Count;

    use super::*;

    struct Counting(Count);

    impl std::task::Wake for Counting {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[test]
    fn a_place_given_back_wakes_the_server() {
        let connections = Arc::new(Connections::default());
        let counting = Arc::new(Counting(Count::new(0)));
        let waker = Waker::from(counting.clone());
        let cx = Context::from_waker(&waker);
        assert!(connections.poll_below(1, &cx).is_ready());
        let place = connections.enter();
        assert!(connections.poll_below(1, &cx).is_pending());
        drop(place);
        assert_eq!(counting.0.load(Ordering::Relaxed), 1);
        assert!(connections.poll_below(1, &cx).is_ready());
    }

    #[test]
    fn the_end_wakes_each_task_once_and_those_that_come_later_know() {
        let connections = Arc::new(Connections::default());
        let counting = Arc::new(Counting(Count::new(0)));
        let waker = Waker::from(counting.clone());
        let cx = Context::from_waker(&waker);
        let gone = connections.listen();
        assert!(gone.poll(&cx).is_pending());
        drop(gone);
        let ending = connections.listen();
        assert!(ending.poll(&cx).is_pending());
        connections.end();
        connections.end();
        assert_eq!(counting.0.load(Ordering::Relaxed), 1);
        assert!(ending.poll(&cx).is_ready());
        assert!(connections.listen().poll(&cx).is_ready());
    }
}
