//! Waiters in lists under one lock, each node inside of the future that waits.
//!
//! The nodes are linked through themselves, so that waiting allocates nothing and leaving takes constant
//! time. The interface is safe: a node that is dropped in a list ends the process.
//!
//! # Invariants
//!
//! - I1: `shared`, and the `inner` of each node that is in a list of this queue, are touched only by who
//!   holds the lock.
//! - I2: a node's `queue` is the address of the queue that it is in, null otherwise. It is set by its owner,
//!   who has it by `Pin<&mut Node>`, and made null under the lock, by the last access of who takes it out.
//! - I3: a node in a list stays where it is until it is taken out: it is pinned, and its `drop` ends the
//!   process otherwise.
//! - I4: the `inner` of a node that is in no list is its owner's alone.

use std::{
    marker::PhantomPinned,
    mem::ManuallyDrop,
    ops::{Deref, DerefMut},
    pin::Pin,
    process,
    ptr::{self, NonNull},
    task::Waker,
};

use super::lock::{Held, Lock};
use crate::sync::{AtomicPtr, Ordering, UnsafeCell};

/// `N` lists of waiters with an entry each, and a state, under one lock.
pub(crate) struct WaitQueue<S, E, const N: usize = 1> {
    lock: Lock,
    shared: UnsafeCell<Shared<S, E, N>>,
}

struct Shared<S, E, const N: usize> {
    state: S,
    lists: [List<E>; N],
}

impl<S, E, const N: usize> Shared<S, E, N> {
    const fn new(state: S) -> Self {
        let lists = [const {
            List {
                first: None,
                last: None,
            }
        }; N];
        Self { state, lists }
    }
}

struct List<E> {
    first: Option<NonNull<Node<E>>>,
    last: Option<NonNull<Node<E>>>,
}

/// The place of one waiter.
pub(crate) struct Node<E> {
    queue: AtomicPtr<()>,
    inner: UnsafeCell<Inner<E>>,
    _pinned: PhantomPinned,
}

struct Inner<E> {
    previous: Option<NonNull<Node<E>>>,
    next: Option<NonNull<Node<E>>>,
    list: usize,
    /// There only while the node is in a list, so that nothing is to be dropped with it.
    waker: ManuallyDrop<Option<Waker>>,
    entry: E,
}

// SAFETY: I1, I4: `inner` is reached by who owns the node or by who holds the lock; what is in it is `Send`.
unsafe impl<E: Send> Send for Node<E> {}
// SAFETY: through `&Node` only the atomic `queue` is reached.
unsafe impl<E: Send> Sync for Node<E> {}
// SAFETY: I1: the state and the nodes' insides go from thread to thread with the lock.
unsafe impl<S: Send, E: Send, const N: usize> Send for WaitQueue<S, E, N> {}
// SAFETY: as above.
unsafe impl<S: Send, E: Send, const N: usize> Sync for WaitQueue<S, E, N> {}

impl<E> Node<E> {
    pub(crate) fn new(entry: E) -> Self {
        Self {
            queue: AtomicPtr::new(ptr::null_mut()),
            inner: UnsafeCell::new(Inner {
                previous: None,
                next: None,
                list: 0,
                waker: ManuallyDrop::new(None),
                entry,
            }),
            _pinned: PhantomPinned,
        }
    }

    /// Returns whether this is in a list. Once it is not, it stays so until its owner puts it into one.
    #[inline]
    pub(crate) fn is_linked(&self) -> bool {
        // Acquire: pairs with the Release of `unlink`, so that what was written to the entry is seen.
        !self.queue.load(Ordering::Acquire).is_null()
    }

    /// Lends the entry, without the lock, unless this is in a list.
    #[inline]
    pub(crate) fn entry(self: Pin<&mut Self>) -> Option<&mut E> {
        if self.is_linked() {
            return None;
        }
        // SAFETY: I4: this is in no list, and the owner lends it until the entry is given back.
        Some(unsafe { &mut self.into_ref().get_ref().inner_mut().entry })
    }

    /// # Safety
    ///
    /// The caller must hold the lock of the queue that this is in, or own this if it is in none, and must not
    /// use what is returned at the same time as another such reference.
    #[inline]
    #[expect(clippy::mut_from_ref, reason = "the lock guards it")]
    unsafe fn inner_mut(&self) -> &mut Inner<E> {
        // SAFETY: the caller's promise.
        self.inner.with_mut(|inner| unsafe { &mut *inner })
    }
}

/// # Safety
///
/// As `Node::inner_mut`, and the node must be there.
#[inline]
unsafe fn inner_at<'a, E>(node: NonNull<Node<E>>) -> &'a mut Inner<E> {
    // SAFETY: the caller's promise.
    let node = unsafe { node.as_ref() };
    // SAFETY: the caller's promise.
    unsafe { node.inner_mut() }
}

impl<E> Drop for Node<E> {
    #[inline]
    fn drop(&mut self) {
        if self.is_linked() {
            end_process();
        }
    }
}

/// I3: others would go through freed memory.
#[cold]
fn end_process() -> ! {
    process::abort()
}

impl<S, E, const N: usize> WaitQueue<S, E, N> {
    #[cfg(not(loom))]
    pub(crate) const fn new(state: S) -> Self {
        Self {
            lock: Lock::new(),
            shared: UnsafeCell::new(Shared::new(state)),
        }
    }

    /// The primitives of loom are not made in constants.
    #[cfg(loom)]
    pub(crate) fn new(state: S) -> Self {
        Self {
            lock: Lock::new(),
            shared: UnsafeCell::new(Shared::new(state)),
        }
    }

    /// Takes the lock. No waker may be called, cloned or dropped while it is held.
    #[inline]
    pub(crate) fn lock(&self) -> Guard<'_, S, E, N> {
        Guard {
            _held: self.lock.lock(),
            queue: self,
        }
    }

    #[inline]
    fn address(&self) -> *mut () {
        ptr::from_ref(self).cast_mut().cast()
    }
}

/// The lock of a queue, held: gives the state, and moves waiters.
pub(crate) struct Guard<'a, S, E, const N: usize> {
    _held: Held<'a>,
    queue: &'a WaitQueue<S, E, N>,
}

impl<S, E, const N: usize> Guard<'_, S, E, N> {
    #[inline]
    #[expect(
        clippy::needless_pass_by_ref_mut,
        reason = "the borrow keeps others from what is lent"
    )]
    fn shared(&mut self) -> &mut Shared<S, E, N> {
        // SAFETY: I1: the lock is held, and what is lent here ends with the borrow of the guard.
        self.queue.shared.with_mut(|shared| unsafe { &mut *shared })
    }

    /// Puts a waiter at the end of a list.
    ///
    /// # Panics
    ///
    /// If it is in a list already.
    pub(crate) fn push_back(&mut self, list: usize, node: Pin<&mut Node<E>>, waker: Waker) {
        let last = self.shared().lists[list].last;
        self.insert(list, last, node, waker);
    }

    /// Puts a node behind another one of the same list, or to its front.
    fn insert(
        &mut self,
        list: usize,
        previous: Option<NonNull<Node<E>>>,
        node: Pin<&mut Node<E>>,
        waker: Waker,
    ) {
        assert!(!node.is_linked(), "a node is in one list");
        let node = node.into_ref().get_ref();
        self.link(list, previous, node, Some(waker));
        node.queue.store(self.queue.address(), Ordering::Relaxed);
    }

    /// Links a node that is in no list.
    #[inline]
    fn link(
        &mut self,
        list: usize,
        previous: Option<NonNull<Node<E>>>,
        node: &Node<E>,
        waker: Option<Waker>,
    ) {
        let pointer = NonNull::from(node);
        let next = match previous {
            // SAFETY: I1, I3: it is in a list of this queue.
            Some(previous) => unsafe { inner_at(previous) }.next.replace(pointer),
            None => self.shared().lists[list].first.replace(pointer),
        };
        match next {
            // SAFETY: as above.
            Some(next) => unsafe { inner_at(next) }.previous = Some(pointer),
            None => self.shared().lists[list].last = Some(pointer),
        }
        // SAFETY: I4: it is in no list that anybody else could find: the lock is held.
        let inner = unsafe { node.inner_mut() };
        inner.previous = previous;
        inner.next = next;
        inner.list = list;
        *inner.waker = waker;
    }

    #[inline]
    pub(crate) fn is_empty(&mut self, list: usize) -> bool {
        self.shared().lists[list].first.is_none()
    }

    /// Lends the entry of the first waiter of a list.
    #[inline]
    pub(crate) fn front(&mut self, list: usize) -> Option<&mut E> {
        let first = self.shared().lists[list].first?;
        // SAFETY: I1, I3: it is in a list of this queue, and lent until the borrow of the guard ends.
        Some(&mut unsafe { inner_at(first) }.entry)
    }

    /// Lends the entry of the last waiter of a list.
    #[inline]
    pub(crate) fn back(&mut self, list: usize) -> Option<&mut E> {
        let last = self.shared().lists[list].last?;
        // SAFETY: I3: it is in a list of this queue.
        let node = unsafe { last.as_ref() };
        // SAFETY: I1: as above, and it is lent until the borrow of the guard ends.
        Some(&mut unsafe { node.inner_mut() }.entry)
    }

    /// Returns whether there is exactly one waiter in a list.
    #[inline]
    pub(crate) fn is_single(&mut self, list: usize) -> bool {
        let list = &self.shared().lists[list];
        list.first.is_some() && list.first == list.last
    }

    /// Takes the first waiter out of a list, tells it something through its entry, and returns what is to
    /// be woken once the lock is released.
    #[inline]
    pub(crate) fn pop_front(
        &mut self,
        list: usize,
        tell: impl FnOnce(&mut E),
    ) -> Option<Option<Waker>> {
        let first = self.shared().lists[list].first?;
        Some(self.pop(first, tell))
    }

    /// As `pop_front`, with the last waiter.
    #[inline]
    pub(crate) fn pop_back(
        &mut self,
        list: usize,
        tell: impl FnOnce(&mut E),
    ) -> Option<Option<Waker>> {
        let last = self.shared().lists[list].last?;
        Some(self.pop(last, tell))
    }

    /// Takes a waiter out, which must be in a list of this queue.
    #[inline]
    fn pop(&mut self, node: NonNull<Node<E>>, tell: impl FnOnce(&mut E)) -> Option<Waker> {
        // SAFETY: I1, I3.
        let node = unsafe { node.as_ref() };
        // SAFETY: I1: it is in a list of this queue, and nothing else of it is lent.
        tell(&mut unsafe { node.inner_mut() }.entry);
        self.unlink(node)
    }

    /// Moves the first waiter of a list to the end of another one, and tells it something through its entry.
    /// Returns what is to be woken once the lock is released.
    pub(crate) fn move_front(
        &mut self,
        from: usize,
        to: usize,
        tell: impl FnOnce(&mut E),
    ) -> Option<Option<Waker>> {
        let first = self.shared().lists[from].first?;
        // SAFETY: I1, I3.
        let node = unsafe { first.as_ref() };
        // SAFETY: I1: it is in a list of this queue, and nothing else of it is lent.
        tell(&mut unsafe { node.inner_mut() }.entry);
        let waker = self.take_out(node);
        let last = self.shared().lists[to].last;
        self.link(to, last, node, None);
        Some(waker)
    }

    /// Moves the last waiter of a list to the front of another one, and tells it something through its entry.
    /// Returns whether there was one. It must have been woken before.
    pub(crate) fn move_back(&mut self, from: usize, to: usize, tell: impl FnOnce(&mut E)) -> bool {
        let Some(last) = self.shared().lists[from].last else {
            return false;
        };
        // SAFETY: I1, I3.
        let node = unsafe { last.as_ref() };
        // SAFETY: I1: it is in a list of this queue, and nothing else of it is lent.
        tell(&mut unsafe { node.inner_mut() }.entry);
        let waker = self.take_out(node);
        self.link(to, None, node, waker);
        true
    }

    /// Takes a waiter out of its list. Returns `None` if it was in none, and otherwise its waker, to be
    /// dropped once the lock is released.
    ///
    /// # Panics
    ///
    /// If it is in another queue.
    #[inline]
    pub(crate) fn remove(&mut self, node: Pin<&mut Node<E>>) -> Option<Option<Waker>> {
        self.is_here(&node)
            .then(|| self.unlink(node.into_ref().get_ref()))
    }

    /// Lends the entry of a waiter, whether it is in a list of this queue or in none.
    ///
    /// # Panics
    ///
    /// If it is in another queue.
    #[inline]
    #[expect(
        clippy::needless_pass_by_ref_mut,
        reason = "the borrow keeps others from what is lent"
    )]
    pub(crate) fn entry<'a>(&'a mut self, node: Pin<&'a mut Node<E>>) -> &'a mut E {
        let _is_here = self.is_here(&node);
        // SAFETY: I1, I4: the lock is held, and the node is in this queue or its owner's alone.
        &mut unsafe { node.into_ref().get_ref().inner_mut() }.entry
    }

    /// Returns whether a waiter would be woken by `waker` as things are.
    ///
    /// # Panics
    ///
    /// If it is in another queue.
    #[expect(
        clippy::needless_pass_by_ref_mut,
        reason = "the borrow keeps others from what is lent"
    )]
    pub(crate) fn will_wake(&mut self, node: Pin<&mut Node<E>>, waker: &Waker) -> bool {
        let _is_here = self.is_here(&node);
        // SAFETY: as in `entry`.
        let inner = unsafe { node.into_ref().get_ref().inner_mut() };
        inner.waker.as_ref().is_some_and(|old| old.will_wake(waker))
    }

    /// Gives a waiter another waker. Returns the old one, or this one if it is in no list, to be dropped once the
    /// lock is released.
    ///
    /// # Panics
    ///
    /// If it is in another queue.
    #[expect(
        clippy::needless_pass_by_ref_mut,
        reason = "the borrow keeps others from what is lent"
    )]
    pub(crate) fn set_waker(&mut self, node: Pin<&mut Node<E>>, waker: Waker) -> Option<Waker> {
        if !self.is_here(&node) {
            return Some(waker);
        }
        // SAFETY: as in `entry`.
        let inner = unsafe { node.into_ref().get_ref().inner_mut() };
        inner.waker.replace(waker)
    }

    /// Returns whether a node is in a list of this queue.
    #[inline]
    fn is_here(&self, node: &Node<E>) -> bool {
        // Relaxed: the lock is held.
        let queue = node.queue.load(Ordering::Relaxed);
        assert!(
            queue.is_null() || queue == self.queue.address(),
            "a node is in one queue"
        );
        !queue.is_null()
    }

    /// Takes a node out, which must be in a list of this queue.
    #[inline]
    fn unlink(&mut self, node: &Node<E>) -> Option<Waker> {
        let waker = self.take_out(node);
        // Release: pairs with the Acquire of `is_linked`. I2: the owner may free the node from here on.
        node.queue.store(ptr::null_mut(), Ordering::Release);
        waker
    }

    /// Takes a node out of its list, and leaves it marked as in this queue.
    #[inline]
    fn take_out(&mut self, node: &Node<E>) -> Option<Waker> {
        // SAFETY: I1: the lock is held, and nothing else of it is lent.
        let inner = unsafe { node.inner_mut() };
        let (previous, next, list) = (inner.previous.take(), inner.next.take(), inner.list);
        let waker = inner.waker.take();
        match previous {
            // SAFETY: I1, I3: it is in the same list.
            Some(previous) => unsafe { inner_at(previous) }.next = next,
            None => self.shared().lists[list].first = next,
        }
        match next {
            // SAFETY: I1, I3: it is in the same list.
            Some(next) => unsafe { inner_at(next) }.previous = previous,
            None => self.shared().lists[list].last = previous,
        }
        waker
    }
}

impl<S, E, const N: usize> Deref for Guard<'_, S, E, N> {
    type Target = S;

    fn deref(&self) -> &S {
        // SAFETY: I1: the lock is held.
        &self.queue.shared.with(|shared| unsafe { &*shared }).state
    }
}

impl<S, E, const N: usize> DerefMut for Guard<'_, S, E, N> {
    fn deref_mut(&mut self) -> &mut S {
        &mut self.shared().state
    }
}
