use std::{
    fmt,
    pin::Pin,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use slab::Slab;

use crate::{context::RuntimeId, task::quietly};

/// The life of an owned runtime: whoever waits in it is woken when it closes.
pub struct Scope {
    id: RuntimeId,
    closed: AtomicBool,
    members: Mutex<Slab<Member>>,
    at_work: Mutex<AtWork>,
    idle: Condvar,
}

/// How many threads are at work.
#[derive(Debug, Clone, Copy, Default)]
struct AtWork {
    workers: usize,
    closures: usize,
}

impl AtWork {
    const fn of(&mut self, work: Work) -> &mut usize {
        match work {
            Work::Tasks => &mut self.workers,
            Work::Closure => &mut self.closures,
        }
    }
}

/// What a thread does for a runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "there is nothing else that a thread could do"
)]
pub enum Work {
    /// It runs tasks until the scope closes.
    Tasks,
    /// It runs a blocking closure.
    Closure,
}

/// What ends when a scope closes.
pub trait Interrupt: Send + Sync {
    /// Ends what is pending, and wakes whoever waits for it.
    fn interrupt(&self);
}

pub(super) enum Member {
    Waiting(Waker),
    Interrupted(Weak<dyn Interrupt>),
}

impl Scope {
    /// Opens a scope.
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            id: RuntimeId::unique(),
            closed: AtomicBool::new(false),
            members: Mutex::new(Slab::new()),
            at_work: Mutex::new(AtWork::default()),
            idle: Condvar::new(),
        })
    }

    /// Returns the identity of the runtime.
    #[must_use]
    #[inline]
    pub const fn id(&self) -> RuntimeId {
        self.id
    }

    /// Tells whether the scope is closed.
    #[must_use]
    #[inline]
    pub fn is_closed(&self) -> bool {
        // Acquire: pairs with the Release in `close`.
        self.closed.load(Ordering::Acquire)
    }

    /// Closes the scope: interrupts and wakes every member.
    pub fn close(&self) {
        let mut members = self.members();
        // Release: pairs with the Acquire in `is_closed`. Stored under the lock, so that no member is
        // added after those that are taken here.
        self.closed.store(true, Ordering::Release);
        let taken = std::mem::take(&mut *members);
        drop(members);
        for (_, member) in taken {
            match member {
                Member::Waiting(waker) => {
                    quietly(|| waker.wake());
                }
                Member::Interrupted(member) => {
                    if let Some(member) = member.upgrade() {
                        quietly(|| member.interrupt());
                    }
                }
            }
        }
    }

    /// Adds a member; gives it back if the scope is closed.
    pub(super) fn add(&self, member: Member) -> Result<usize, Member> {
        let mut members = self.members();
        if self.is_closed() {
            return Err(member);
        }
        Ok(members.insert(member))
    }

    /// Takes a member out again; does nothing if closing the scope has.
    pub(super) fn remove(&self, key: usize) {
        let mut members = self.members();
        let member = members.try_remove(key);
        drop(members);
        drop(member);
    }

    /// Makes the waiting member be woken by `waker`.
    ///
    /// Wakers are cloned and dropped outside of the lock.
    pub(super) fn wait_with(&self, key: usize, waker: &Waker) {
        let members = self.members();
        if let Some(Member::Waiting(old)) = members.get(key)
            && old.will_wake(waker)
        {
            return;
        }
        drop(members);
        let mut new = Member::Waiting(waker.clone());
        let mut members = self.members();
        if let Some(member) = members.get_mut(key) {
            std::mem::swap(member, &mut new);
        }
        drop(members);
        drop(new);
    }

    fn members(&self) -> MutexGuard<'_, Slab<Member>> {
        self.members.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts the calling thread as being at work until the guard is dropped.
    #[must_use]
    pub fn working(self: &Arc<Self>, work: Work) -> Working {
        *self.at_work().of(work) += 1;
        let scope = self.clone();
        Working { scope, work }
    }

    /// Returns how many threads run tasks.
    #[must_use]
    pub fn workers(&self) -> usize {
        self.at_work().workers
    }

    /// Waits until no thread is at work, for up to `timeout`; tells whether that is so. A `timeout` of
    /// zero looks at blocking closures only: workers, idle or not, take a moment to end.
    #[must_use]
    pub fn wait_until_idle(&self, timeout: Duration) -> bool {
        let deadline = Instant::now().checked_add(timeout);
        let mut at_work = self.at_work();
        if timeout.is_zero() {
            return at_work.closures == 0;
        }
        while at_work.workers + at_work.closures > 0 {
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            at_work = match left {
                None => self
                    .idle
                    .wait(at_work)
                    .unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => return false,
                Some(left) => {
                    self.idle
                        .wait_timeout(at_work, left)
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
            };
        }
        true
    }

    fn at_work(&self) -> MutexGuard<'_, AtWork> {
        self.at_work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the scope closes.
    pub fn closed(self: &Arc<Self>) -> Closed {
        Closed {
            scope: self.clone(),
            key: None,
        }
    }
}

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope")
            .field("closed", &self.closed)
            .finish_non_exhaustive()
    }
}

/// A thread at work for a runtime; see [`Scope::working`].
#[derive(Debug)]
pub struct Working {
    scope: Arc<Scope>,
    work: Work,
}

impl Drop for Working {
    fn drop(&mut self) {
        let mut at_work = self.scope.at_work();
        *at_work.of(self.work) -= 1;
        if at_work.workers + at_work.closures == 0 {
            self.scope.idle.notify_all();
        }
    }
}

/// The future of [`Scope::closed`].
///
/// # Cancel safety
///
/// Cancel safe: nothing happens.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Closed {
    scope: Arc<Scope>,
    key: Option<usize>,
}

impl Future for Closed {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        match self.key {
            Some(key) => self.scope.wait_with(key, cx.waker()),
            None => match self.scope.add(Member::Waiting(cx.waker().clone())) {
                Ok(key) => self.key = Some(key),
                Err(_) => return Poll::Ready(()),
            },
        }
        if self.scope.is_closed() {
            return Poll::Ready(());
        }
        Poll::Pending
    }
}

impl Drop for Closed {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.scope.remove(key);
        }
    }
}
