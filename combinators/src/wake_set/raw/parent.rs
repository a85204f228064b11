//! The parent's waker: one owner registers, any thread notifies, nobody waits.
//!
//! A notification calls the waker where it is, without a clone. Nobody waits for that to be over: another
//! notification has the first call the waker once more; a registration puts the new waker into the other
//! slot, to be adopted when the call is over; and who drops the owner leaves the waker to the notifier.
//!
//! No notification is lost: the owner registers before it takes the woken chunks, and a chunk is pushed
//! before its waker notifies. The push and the taking are read-modify-writes of one word, the stack's, or a
//! chunk's own if it is direct; so are notification and registration, of the state. If the push comes
//! before the taking, the owner finds the chunk. Else what the owner registered before the taking is seen
//! by the notifier, which calls that waker, or has it called by whoever notifies at that time: that one
//! looks for `AGAIN`, and for another waker, in the read-modify-write that ends its turn.
//!
//! # Invariants
//!
//! - I1: with `REGISTERED` or `CLOSED` the current slot is initialised, and with `REPLACED` the other one
//!   too. Otherwise a slot's bits mean nothing.
//! - I2: who has set `NOTIFYING` may read the current slot, until it clears that bit or makes the other slot
//!   the current one. It alone does the latter meanwhile, and takes the waker out with that.
//! - I3: the owner may read the slot of the registered waker at any time. It may write the other slot
//!   without `REPLACED`, which only it sets. Without `NOTIFYING` it makes the other slot the current
//!   one, and takes the waker of the one before out.
//! - I4: a waker that is taken out is copied first, and belongs to whose read-modify-write takes it out.

use std::{
    mem::{self, MaybeUninit},
    panic::{AssertUnwindSafe, catch_unwind},
    ptr::NonNull,
    task::Waker,
};

use super::{
    block::{Header, release, retire},
    state::{
        AGAIN, CLOSED, NOTIFYING, REGISTERED, REPLACED, SECOND, current, is_unused, registered,
    },
};
use crate::wake_set::sync::{Ordering, UnsafeCell};

/// What registering came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::wake_set) enum Registered {
    /// The waker that was registered before does the same.
    Kept,
    /// There is another waker than before.
    Changed,
}

/// The two slots.
pub(super) struct Slots([UnsafeCell<MaybeUninit<Waker>>; 2]);

impl Slots {
    pub(super) fn new() -> Self {
        Self([
            UnsafeCell::new(MaybeUninit::uninit()),
            UnsafeCell::new(MaybeUninit::uninit()),
        ])
    }

    /// Lends the waker in a slot.
    ///
    /// # Safety
    ///
    /// It must be initialised, and nobody may write it meanwhile.
    #[inline]
    unsafe fn lend<R>(&self, index: usize, to: impl FnOnce(&Waker) -> R) -> R {
        self.0[index].with(|slot| {
            // SAFETY: as the caller says.
            let slot = unsafe { &*slot };
            // SAFETY: as the caller says.
            to(unsafe { slot.assume_init_ref() })
        })
    }

    /// Copies the bits of a slot.
    ///
    /// # Safety
    ///
    /// Nobody may write it meanwhile.
    #[inline]
    unsafe fn copy(&self, index: usize) -> MaybeUninit<Waker> {
        // SAFETY: as the caller says. A copy of what may be uninitialised needs nothing else.
        self.0[index].with(|slot| unsafe { slot.read() })
    }

    /// Writes a slot, without dropping what was there.
    ///
    /// # Safety
    ///
    /// Nobody else may be at it.
    #[inline]
    unsafe fn write(&self, index: usize, waker: Waker) {
        // SAFETY: as the caller says.
        self.0[index].with_mut(|slot| unsafe { slot.write(MaybeUninit::new(waker)) });
    }

    /// Has loom check that whoever was at the slots is gone for good.
    #[cfg(loom)]
    pub(super) fn retire(&self) {
        self.0.iter().for_each(|slot| slot.with_mut(|_| ()));
    }
}

/// Makes `waker` the one to be notified.
///
/// # Safety
///
/// The caller must be the owner, and not gone.
#[inline]
pub(super) unsafe fn register(header: &Header, waker: &Waker) -> Registered {
    // Relaxed: whose waker is registered last is the owner's own doing, and so are the bits of that slot.
    let state = header.state.load(Ordering::Relaxed);
    if state & REGISTERED != 0 {
        // SAFETY: I1, I3.
        let is_same = unsafe {
            header
                .slots
                .lend(registered(state), |old| old.will_wake(waker))
        };
        if is_same {
            return Registered::Kept;
        }
    }
    // SAFETY: the caller says so.
    unsafe { replace(header, waker.clone()) };
    Registered::Changed
}

/// Registers the first waker of a block.
///
/// # Safety
///
/// Nobody else may know of the block yet, and nothing may be registered.
#[inline]
pub(super) unsafe fn register_first(header: &Header, waker: &Waker) {
    let waker = waker.clone();
    let state = header.state.load(Ordering::Relaxed);
    // SAFETY: nobody else knows of the slot, and there is nothing in it.
    unsafe { header.slots.write(current(state), waker) };
    // Relaxed: whoever gets to know of the block sees it as it is now.
    header.state.store(state | REGISTERED, Ordering::Relaxed);
}

/// Puts another waker in the place of the one that is registered.
///
/// # Safety
///
/// As for [`register`].
#[cold]
unsafe fn replace(header: &Header, waker: Waker) {
    // Acquire: pairs with the Release of a notifier that made the slot the owner's again.
    let mut state = header.state.load(Ordering::Acquire);
    let mut unused = None;
    while state & REPLACED != 0 {
        // SAFETY: I3: it is the slot of the registered waker.
        let copy = unsafe { header.slots.copy(registered(state)) };
        // Acquire: as above. Nothing was written that a Release would be for.
        match header.state.compare_exchange(
            state,
            state & !REPLACED,
            Ordering::Acquire,
            Ordering::Acquire,
        ) {
            Ok(_) => {
                // SAFETY: I1, I4: it was initialised with `REPLACED`, and is taken out by clearing that.
                unused = Some(unsafe { copy.assume_init() });
                state &= !REPLACED;
            }
            Err(other) => state = other,
        }
    }
    // SAFETY: I3: there is no `REPLACED`, so the other slot is the owner's; which one that is does not
    // change, since a notifier makes it the current one with `REPLACED` only.
    unsafe { header.slots.write(current(state) ^ 1, waker) };
    let mut before = None;
    loop {
        let is_notifying = state & NOTIFYING != 0;
        let new = if is_notifying {
            state | REPLACED
        } else {
            (state ^ SECOND) | REGISTERED
        };
        // Release: pairs with the Acquire of the notifier that sees the slot. Acquire: pairs with the Release
        // of the last notification, which is over, so that its slot can be taken, or going on, so that
        // its push is found by the taking after this.
        match header
            .state
            .compare_exchange(state, new, Ordering::AcqRel, Ordering::Acquire)
        {
            Ok(_) => {
                if !is_notifying && state & REGISTERED != 0 {
                    // SAFETY: I3, I4: it is not the current one any more, and nobody is at it.
                    let copy = unsafe { header.slots.copy(current(state)) };
                    // SAFETY: I1: it was the current one, with `REGISTERED`.
                    before = Some(unsafe { copy.assume_init() });
                }
                break;
            }
            Err(other) => state = other,
        }
    }
    // Last of all: it may panic.
    drop((before, unused));
}

/// Wakes the parent, if its waker is there, and gives up so many references to the block after that.
///
/// # Safety
///
/// The caller must have a reference that stays until this returns, or give it up here.
#[inline]
pub(super) unsafe fn notify(header: NonNull<Header>, refs: usize) {
    // SAFETY: the caller's reference keeps the block.
    let this = unsafe { header.as_ref() };
    // Relaxed: who has a child's waker has seen that the owner registered, or sees that it is gone; for
    // anything else the read-modify-write below looks again.
    let state = this.state.load(Ordering::Relaxed);
    if state & REGISTERED == 0 {
        // SAFETY: the caller gives them up.
        return unsafe { release(header, refs) };
    }
    let new = state | NOTIFYING;
    // Orderings: as in `notify_busy`, which goes on from here.
    if state & NOTIFYING != 0
        || this
            .state
            .compare_exchange(state, new, Ordering::AcqRel, Ordering::Relaxed)
            .is_err()
    {
        // SAFETY: as the caller says.
        return unsafe { notify_busy(header, refs) };
    }
    let turn = Turn {
        header,
        refs,
        is_over: false,
    };
    // SAFETY: I1, I2.
    unsafe { this.slots.lend(current(state), Waker::wake_by_ref) };
    // Release: as in `next`. Nothing has changed, so there is nothing to acquire. The references are not
    // the last: with `REGISTERED` the owner has one.
    if this
        .state
        .compare_exchange(new, state - refs, Ordering::Release, Ordering::Relaxed)
        .is_ok()
    {
        mem::forget(turn);
    } else {
        turn.end();
    }
}

/// Notifies when others are at the state.
///
/// # Safety
///
/// As for [`notify`].
#[cold]
unsafe fn notify_busy(header: NonNull<Header>, refs: usize) {
    // SAFETY: the caller's reference keeps the block.
    let this = unsafe { header.as_ref() };
    let mut state = this.state.load(Ordering::Relaxed);
    loop {
        if state & REGISTERED == 0 {
            // SAFETY: the caller gives them up.
            return unsafe { release(header, refs) };
        }
        let is_notifying = state & NOTIFYING != 0;
        let new = if is_notifying {
            (state | AGAIN) - refs
        } else {
            state | NOTIFYING
        };
        // Release: pairs with the Acquire in `next`, whoever is woken then sees the push before this; and
        // with the Acquire in `replace`. Acquire: pairs with the Release there, for the slot.
        match this
            .state
            .compare_exchange(state, new, Ordering::AcqRel, Ordering::Relaxed)
        {
            // The references are not the last: with `REGISTERED` the owner has one.
            Ok(_) if is_notifying => return,
            Ok(_) => break,
            Err(other) => state = other,
        }
    }
    let turn = Turn {
        header,
        refs,
        is_over: false,
    };
    turn.call();
    turn.end();
}

/// The turn of whoever has set `NOTIFYING`.
struct Turn {
    header: NonNull<Header>,
    /// What is given up at the end.
    refs: usize,
    is_over: bool,
}

impl Turn {
    /// Ends the turn after the waker was called.
    #[cold]
    fn end(mut self) {
        loop {
            let unused = self.next();
            drop(unused);
            if self.is_over {
                return;
            }
            self.call();
        }
    }

    fn call(&self) {
        // SAFETY: the turn is not over, so the references are not given up.
        let this = unsafe { self.header.as_ref() };
        // Relaxed: the current slot changes by this turn's own doing.
        let state = this.state.load(Ordering::Relaxed);
        // SAFETY: I1, I2. If the owner has gone meanwhile, the waker is still there, with `CLOSED`.
        unsafe { this.slots.lend(current(state), Waker::wake_by_ref) };
    }

    /// Ends the turn, unless the waker is to be called again. Returns a waker that is not registered any more.
    fn next(&mut self) -> Option<Waker> {
        // SAFETY: the turn is not over, so the references are not given up.
        let this = unsafe { self.header.as_ref() };
        // Acquire: as below.
        let mut state = this.state.load(Ordering::Acquire);
        loop {
            let mut new = state & !(AGAIN | CLOSED);
            if state & REPLACED != 0 {
                new = (new ^ SECOND) & !REPLACED;
            }
            let is_over = state & AGAIN == 0 || state & CLOSED != 0;
            if is_over {
                new = (new & !NOTIFYING) - self.refs;
            }
            let copy = (state & (REPLACED | CLOSED) != 0).then(|| {
                // SAFETY: I2, I4.
                unsafe { this.slots.copy(current(state)) }
            });
            // Release: pairs with the Acquire in `replace` and `close`, for the slot, and with that of the
            // last reference's end. Acquire: pairs with the Release of `notify`, for the push that the waker
            // is called again for, with that in `replace`, for the slot, and with that in `release`.
            match this
                .state
                .compare_exchange_weak(state, new, Ordering::AcqRel, Ordering::Acquire)
            {
                Ok(_) => {
                    self.is_over = is_over;
                    if is_unused(new) {
                        // SAFETY: that was the last reference.
                        unsafe { retire(self.header) };
                    }
                    // SAFETY: I1: with either bit the current slot was initialised.
                    return copy.map(|copy| unsafe { copy.assume_init() });
                }
                Err(other) => state = other,
            }
        }
    }
}

impl Drop for Turn {
    /// Ends the turn after a waker has panicked.
    #[cold]
    fn drop(&mut self) {
        while !self.is_over {
            let unused = self.next();
            // A second panic would be the end of the process.
            drop(catch_unwind(AssertUnwindSafe(|| {
                if !self.is_over {
                    self.call();
                }
                drop(unused);
            })));
        }
    }
}

/// Has the owner go: drops the waker, or has whoever calls it do so, and gives up so many references.
///
/// # Safety
///
/// The caller must be the owner, for the last time, and own the references.
pub(super) unsafe fn close(header: NonNull<Header>, refs: usize) {
    // SAFETY: the caller's references keep the block.
    let this = unsafe { header.as_ref() };
    // Acquire: pairs with the Release of those who gave up their references.
    let mut state = this.state.load(Ordering::Acquire);
    let copy = loop {
        let is_notifying = state & NOTIFYING != 0;
        let mut new = (state & !(REGISTERED | REPLACED)) - refs;
        if is_notifying {
            new |= CLOSED;
        }
        let is_there = state & if is_notifying { REPLACED } else { REGISTERED } != 0;
        // SAFETY: I3, I4: it is the slot of the registered waker.
        let copy = is_there.then(|| unsafe { this.slots.copy(registered(state)) });
        // If nobody else has a reference, nobody else can get at the state.
        // Release: pairs with the Acquire of the last reference's end, and with that in `next`. Acquire: as
        // above.
        let is_last = is_unused(new);
        if is_last
            || match this
                .state
                .compare_exchange(state, new, Ordering::AcqRel, Ordering::Acquire)
            {
                Ok(_) => true,
                Err(other) => {
                    state = other;
                    false
                }
            }
        {
            if is_last {
                // SAFETY: those were the last references.
                unsafe { retire(header) };
            }
            break copy;
        }
    };
    // SAFETY: I1: with either bit it was initialised.
    drop(copy.map(|copy| unsafe { copy.assume_init() }));
}
