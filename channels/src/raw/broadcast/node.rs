//! The nodes that messages are in.
//!
//! # Invariants
//!
//! - N1: `counts`, and which node is in which place, are touched only by who has the ring by `&mut`, which it
//!   is under the lock of its channel alone, or by who made the node and has not put it into a ring.
//! - N2: there is a message in `message` while `remaining + pins > 0`, and only then.
//! - N3: while `pins > 0` the message is only looked at: it is neither taken nor written over, and the node is
//!   not freed. A pin stands for one of `pins`, and is given back once, to the ring that it is of.
//! - N4: a node is in a place of its ring, or `is_detached`. It is freed with the ring in the first case, and
//!   by who gives its last pin back in the second.

use std::{mem::MaybeUninit, ptr::NonNull};

use crate::sync::UnsafeCell;

/// A message and who is still to read it.
pub(super) struct Node<T> {
    counts: UnsafeCell<Counts>,
    message: UnsafeCell<MaybeUninit<T>>,
}

/// What is known of a message.
pub(super) struct Counts {
    /// How many receivers did not come to it yet.
    pub(super) remaining: usize,
    /// How many look at it.
    pub(super) pins: usize,
    /// It is in no place any more.
    pub(super) is_detached: bool,
    /// It takes up room.
    pub(super) is_counted: bool,
}

impl<T> Node<T> {
    /// A node without a message.
    pub(super) fn boxed() -> Box<Self> {
        Box::new(Self {
            counts: UnsafeCell::new(Counts {
                remaining: 0,
                pins: 0,
                is_detached: false,
                is_counted: false,
            }),
            message: UnsafeCell::new(MaybeUninit::uninit()),
        })
    }

    /// Lends the counts.
    ///
    /// # Safety
    ///
    /// The caller must be allowed to touch them by N1, and must not use what is returned at the same time as
    /// another such reference.
    #[inline]
    #[expect(clippy::mut_from_ref, reason = "the lock guards it")]
    pub(super) unsafe fn counts(&self) -> &mut Counts {
        // SAFETY: the caller's promise.
        self.counts.with_mut(|counts| unsafe { &mut *counts })
    }

    /// Puts a message in.
    ///
    /// # Safety
    ///
    /// There must be none, and the caller must be allowed to touch the counts.
    #[inline]
    pub(super) unsafe fn write(&self, value: T) {
        self.message.with_mut(|message| {
            // SAFETY: N2: nobody looks at it, since there is none.
            unsafe { *message = MaybeUninit::new(value) };
        });
    }

    /// Takes the message out.
    ///
    /// # Safety
    ///
    /// There must be one, not pinned; the caller must be allowed to touch the counts, and make them 0.
    #[inline]
    pub(super) unsafe fn take(&self) -> T {
        self.message.with_mut(|message| {
            // SAFETY: N3: nobody looks at it.
            let message = unsafe { &*message };
            // SAFETY: N2: it is there, and nobody takes it for a message after this.
            unsafe { message.assume_init_read() }
        })
    }
}

/// One pin of a node.
pub(super) struct Pin<T>(pub(super) NonNull<Node<T>>);

impl<T> Pin<T> {
    /// Looks at the message.
    #[inline]
    pub(super) fn with<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        // SAFETY: N3: it is not freed while this is here.
        let node = unsafe { self.0.as_ref() };
        node.message.with(|message| {
            // SAFETY: N3: it is only looked at while this is here.
            let message = unsafe { &*message };
            // SAFETY: N2: it is there, since `pins > 0`.
            look(unsafe { message.assume_init_ref() })
        })
    }
}
