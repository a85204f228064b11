use std::{
    fmt,
    sync::{Arc, PoisonError, Weak, atomic::Ordering},
    task::Waker,
};

use slab::Slab;

use super::{Interrupt, Membership, membership::Member, work::AtWork};
use crate::{
    context::RuntimeId,
    sync::{AtomicBool, Mutex, MutexGuard},
    task::quietly,
};

/// The life of an owned runtime: whoever waits in it is woken when it closes.
pub struct Scope {
    id: RuntimeId,
    closed: AtomicBool,
    members: Mutex<Slab<Member>>,
    pub(super) at_work: AtWork,
}

impl Scope {
    /// Opens a scope.
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            id: RuntimeId::unique(),
            closed: AtomicBool::new(false),
            members: Mutex::new(Slab::new()),
            at_work: AtWork::default(),
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

    /// Makes closing the scope interrupt `member`, for as long as the membership is kept; `None` if the
    /// scope is closed already.
    ///
    /// Whoever is about to wait must look at [`is_closed`](Self::is_closed) after it has told the member
    /// whom to wake, in any case: what closing finds there it wakes, and what comes later sees the mark.
    #[must_use]
    pub fn join(self: &Arc<Self>, member: Weak<dyn Interrupt>) -> Option<Membership> {
        let key = self.add(Member::Interrupted(member)).ok()?;
        Some(Membership::new(self.clone(), key))
    }

    /// Adds a member; gives it back if the scope is closed.
    pub(crate) fn add(&self, member: Member) -> Result<usize, Member> {
        let mut members = self.members();
        if self.is_closed() {
            return Err(member);
        }
        Ok(members.insert(member))
    }

    /// Takes a member out again; does nothing if closing the scope has.
    pub(crate) fn remove(&self, key: usize) {
        let mut members = self.members();
        let member = members.try_remove(key);
        drop(members);
        drop(member);
    }

    /// Makes the waiting member be woken by `waker`.
    ///
    /// Wakers are cloned and dropped outside of the lock.
    pub(crate) fn wait_with(&self, key: usize, waker: &Waker) {
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
}

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope")
            .field("closed", &self.is_closed())
            .finish_non_exhaustive()
    }
}
