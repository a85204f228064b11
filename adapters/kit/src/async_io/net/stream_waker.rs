use std::task::Waker;

use crate::{life::Lifetime, task::ForeignWaker};

/// What stands between the waker of who polls a stream and the reactor, for one direction.
///
/// Async-io does not tell of every event it has woken for: one that came in the same turn of the reactor in which
/// it was asked for counts for nothing, and with a reactor on a thread of its own most do. Who tries after each
/// wake-up does not mind. Who leaves some polls to the reactor has to know which of them are for an event, so from
/// then on the reactor gets a waker that notes it.
#[derive(Debug, Default)]
pub(super) struct StreamWaker {
    foreign: ForeignWaker,
    notes: bool,
}

impl StreamWaker {
    pub(super) const fn new() -> Self {
        Self {
            foreign: ForeignWaker::new(),
            notes: false,
        }
    }

    /// Tells whether the reactor has woken since the last call, as far as it was noted.
    pub(super) fn take_event(&self) -> bool {
        self.notes && self.foreign.take_wake()
    }

    /// Returns a waker that does what `waker` does, for the reactor, and one that notes it if `notes`.
    ///
    /// The end of the runtime has to be looked for after this call, as [`ForeignWaker::guard`] says.
    pub(super) fn guard<'a>(
        &'a mut self,
        lifetime: &Lifetime,
        waker: &'a Waker,
        notes: bool,
    ) -> &'a Waker {
        // Once and for all: async-io wakes for a waker that another one replaces.
        self.notes |= notes;
        if self.notes {
            self.foreign.relay(lifetime, waker)
        } else {
            self.foreign.guard(lifetime, waker)
        }
    }
}
