//! Children to put into combinators.

use std::{
    cell::Cell,
    marker::PhantomPinned,
    pin::Pin,
    ptr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
};

/// What a test sees of a leaf, and does to it.
#[derive(Default)]
pub(crate) struct Handle {
    is_ready: AtomicBool,
    panics: AtomicBool,
    polls: AtomicUsize,
    drops: AtomicUsize,
    waker: Mutex<Option<Waker>>,
}

impl Handle {
    /// Makes the leaf ready, and wakes it.
    pub(crate) fn complete(&self) {
        self.is_ready.store(true, Ordering::SeqCst);
        self.wake();
    }

    /// Wakes the leaf, whether it is ready or not.
    pub(crate) fn wake(&self) {
        let waker = self.waker.lock().expect("no panic").take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Makes the next poll panic.
    pub(crate) fn panic(&self) {
        self.panics.store(true, Ordering::SeqCst);
    }

    pub(crate) fn polls(&self) -> usize {
        self.polls.load(Ordering::SeqCst)
    }

    pub(crate) fn drops(&self) -> usize {
        self.drops.load(Ordering::SeqCst)
    }

    /// The waker of the last poll, if nobody took it.
    pub(crate) fn waker(&self) -> Option<Waker> {
        self.waker.lock().expect("no panic").clone()
    }
}

/// A future that is ready when its handle says so, and that must not move once polled.
pub(crate) struct Leaf<T> {
    handle: Arc<Handle>,
    value: Cell<Option<T>>,
    address: Cell<Option<usize>>,
    _pinned: PhantomPinned,
}

/// Makes a leaf that is pending at first.
pub(crate) fn leaf<T>(value: T) -> (Leaf<T>, Arc<Handle>) {
    let handle = Arc::<Handle>::default();
    let leaf = Leaf {
        handle: handle.clone(),
        value: Cell::new(Some(value)),
        address: Cell::new(None),
        _pinned: PhantomPinned,
    };
    (leaf, handle)
}

/// Makes a leaf that is ready at once.
pub(crate) fn ready_leaf<T>(value: T) -> (Leaf<T>, Arc<Handle>) {
    let (leaf, handle) = leaf(value);
    handle.is_ready.store(true, Ordering::SeqCst);
    (leaf, handle)
}

impl<T> Future for Leaf<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let this = self.as_ref().get_ref();
        let address = ptr::from_ref(this).addr();
        assert_eq!(
            this.address.replace(Some(address)).unwrap_or(address),
            address,
            "moved"
        );
        this.handle.polls.fetch_add(1, Ordering::SeqCst);
        if this.handle.panics.swap(false, Ordering::SeqCst) {
            panic!("the leaf panics");
        }
        let old = this
            .handle
            .waker
            .lock()
            .expect("no panic")
            .replace(cx.waker().clone());
        drop(old);
        if this.handle.is_ready.load(Ordering::SeqCst) {
            return Poll::Ready(this.value.take().expect("polled after completion"));
        }
        Poll::Pending
    }
}

impl<T> Drop for Leaf<T> {
    fn drop(&mut self) {
        let address = ptr::from_ref(self).addr();
        assert_eq!(self.address.get().unwrap_or(address), address, "moved");
        self.handle.drops.fetch_add(1, Ordering::SeqCst);
    }
}
