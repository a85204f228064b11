use std::{fmt, sync::Arc, task::Waker};

use super::relay::{Others, Relay};
use crate::life::{Interrupt, Lifetime, Membership};

/// Stands between somebody else's waker and what keeps it: a reactor, or an executor.
///
/// The waker of the task that is being polled is its executor's own, and passes as it is. Any other one,
/// such as a combinator's, is put into a relay, which is what is kept in its place, the same one at each
/// poll. So no code but an executor's runs under the locks of a reactor, which drops or wakes a waker
/// there that another one replaces; no panic reaches an executor that aborts the process at one; and the
/// end of a runtime wakes who waits elsewhere, at once.
///
/// The relay is one allocation, made when it is first needed; a thread keeps a spare one.
#[derive(Default)]
pub struct ForeignWaker {
    relayed: Option<Relayed>,
    others: Others,
}

struct Relayed {
    relay: Arc<Relay>,
    /// `relay`, as a waker.
    waker: Waker,
    /// The place among what the end of the runtime interrupts.
    membership: Option<Membership>,
}

impl ForeignWaker {
    /// Makes one that stands for nobody yet.
    #[must_use]
    #[inline]
    pub const fn new() -> Self {
        Self {
            relayed: None,
            others: Others::MayWake,
        }
    }

    /// Makes one for a timer which, once it is dropped, wakes nobody any more, though its waker may be kept a
    /// while longer: the relay is spare at once.
    #[must_use]
    #[inline]
    pub const fn of_timer() -> Self {
        Self {
            relayed: None,
            others: Others::Silent,
        }
    }

    /// Returns a waker that does what `waker` does and can be handed to anybody. Who uses it waits for
    /// something of a runtime that lives for `lifetime`, and must make sure that it is not over after
    /// this call and before it waits.
    #[inline]
    pub fn guard<'a>(&'a mut self, lifetime: &Lifetime, waker: &'a Waker) -> &'a Waker {
        if lifetime.covers(waker) {
            self.clear();
            waker
        } else {
            self.relay(lifetime, waker)
        }
    }

    /// Forgets who waits.
    #[inline]
    pub fn clear(&mut self) {
        if let Some(relayed) = &self.relayed {
            relayed.relay.clear();
        }
    }

    /// Tells whether the relay has woken since the last call.
    #[cfg(feature = "async-io")]
    #[inline]
    pub(crate) fn take_wake(&self) -> bool {
        self.relayed
            .as_ref()
            .is_some_and(|relayed| relayed.relay.take_wake())
    }

    /// Does what [`guard`](Self::guard) does, with a relay in any case.
    pub(crate) fn relay(&mut self, lifetime: &Lifetime, waker: &Waker) -> &Waker {
        let relayed = match &mut self.relayed {
            Some(relayed) => {
                relayed.relay.set(waker);
                relayed
            }
            none => none.insert(Relayed::new(waker.clone())),
        };
        if relayed.membership.is_none()
            && let Some(scope) = lifetime.scope()
        {
            let relay: Arc<dyn Interrupt> = relayed.relay.clone();
            relayed.membership = scope.join(Arc::downgrade(&relay));
        }
        &relayed.waker
    }
}

impl Relayed {
    fn new(waker: Waker) -> Self {
        let relay = Relay::new();
        relay.put(waker);
        Self {
            waker: Waker::from(relay.clone()),
            relay,
            membership: None,
        }
    }
}

impl Drop for ForeignWaker {
    #[inline]
    fn drop(&mut self) {
        if let Some(relayed) = self.relayed.take() {
            let Relayed {
                relay,
                waker,
                membership,
            } = relayed;
            drop(membership);
            drop(waker);
            Relay::recycle(relay, self.others);
        }
    }
}

impl fmt::Debug for ForeignWaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ForeignWaker").finish_non_exhaustive()
    }
}
