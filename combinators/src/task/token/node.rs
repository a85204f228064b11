use std::{
    collections::BTreeMap,
    mem,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Waker},
};

use super::wake_all::wake_all;

/// One token of the tree, shared by its clones.
///
/// A child holds its parent, so that a cancellation from above finds its way through parents that nobody
/// else holds; a parent knows its children weakly, and until it is cancelled.
///
/// No waker is called, cloned or dropped while a lock is held, and no two locks are held at once.
#[derive(Debug)]
pub(super) struct Node {
    /// Set under the lock, and never cleared.
    is_cancelled: AtomicBool,
    /// The parent, and the key by which it knows this child.
    parent: Option<(Arc<Self>, u64)>,
    lists: Mutex<Lists>,
}

/// Both are empty once the node is cancelled.
#[derive(Debug, Default)]
struct Lists {
    next_key: u64,
    children: BTreeMap<u64, Weak<Node>>,
    waiters: BTreeMap<u64, Waker>,
}

impl Lists {
    const fn new_key(&mut self) -> u64 {
        self.next_key += 1;
        self.next_key
    }
}

impl Node {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            is_cancelled: AtomicBool::new(false),
            parent: None,
            lists: Mutex::default(),
        })
    }

    /// Makes a child, which is cancelled already if this node is.
    pub(super) fn new_child(self: &Arc<Self>) -> Arc<Self> {
        let key = self.lists().new_key();
        let child = Arc::new(Self {
            is_cancelled: AtomicBool::new(false),
            parent: Some((self.clone(), key)),
            lists: Mutex::default(),
        });
        let mut lists = self.lists();
        if self.is_cancelled() {
            child.is_cancelled.store(true, Ordering::Release);
        } else {
            lists.children.insert(key, Arc::downgrade(&child));
        }
        drop(lists);
        child
    }

    pub(super) fn is_cancelled(&self) -> bool {
        // Acquire: pairs with the Release in `cancel_one`, for what was done before the cancellation.
        self.is_cancelled.load(Ordering::Acquire)
    }

    /// Cancels the node and all below it, then wakes whoever waits for any of them.
    pub(super) fn cancel(self: &Arc<Self>) {
        let mut nodes = vec![self.clone()];
        let mut wakers = Vec::new();
        while let Some(node) = nodes.pop() {
            let (children, waiters) = node.cancel_one();
            nodes.extend(children.into_values().filter_map(|child| child.upgrade()));
            wakers.extend(waiters.into_values());
        }
        wake_all(wakers);
    }

    fn cancel_one(&self) -> (BTreeMap<u64, Weak<Self>>, BTreeMap<u64, Waker>) {
        let mut lists = self.lists();
        // Release: pairs with the Acquire in `is_cancelled`.
        self.is_cancelled.store(true, Ordering::Release);
        (
            mem::take(&mut lists.children),
            mem::take(&mut lists.waiters),
        )
    }

    /// Waits for the cancellation; `key` is the waiter's place.
    pub(super) fn poll_cancelled(&self, key: &mut Option<u64>, cx: &Context<'_>) -> Poll<()> {
        if self.is_cancelled() {
            return Poll::Ready(());
        }
        if key.is_some_and(|key| self.is_waiting(key, cx.waker())) {
            return Poll::Pending;
        }
        let waker = cx.waker().clone();
        let mut lists = self.lists();
        if self.is_cancelled() {
            drop(lists);
            return Poll::Ready(());
        }
        let key = *key.get_or_insert_with(|| lists.new_key());
        let replaced = lists.waiters.insert(key, waker);
        drop(lists);
        drop(replaced);
        Poll::Pending
    }

    fn is_waiting(&self, key: u64, waker: &Waker) -> bool {
        let lists = self.lists();
        let kept = lists.waiters.get(&key);
        kept.is_some_and(|kept| kept.will_wake(waker))
    }

    /// Forgets a waiter.
    pub(super) fn leave(&self, key: u64) {
        let waker = self.lists().waiters.remove(&key);
        drop(waker);
    }

    /// How many wait for this node itself, and how many children it knows.
    pub(super) fn counts(&self) -> (usize, usize) {
        let lists = self.lists();
        (lists.waiters.len(), lists.children.len())
    }

    fn lists(&self) -> MutexGuard<'_, Lists> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // In a loop, because a chain of tokens may be longer than the stack is deep.
        let mut parent = self.parent.take();
        while let Some((node, key)) = parent {
            let child = node.lists().children.remove(&key);
            drop(child);
            parent = Arc::into_inner(node).and_then(|mut node| node.parent.take());
        }
    }
}
