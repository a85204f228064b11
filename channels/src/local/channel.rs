//! What the two sides of a channel share.

use std::rc::Rc;

use super::{handles::Handles, queue::Queue};

/// The queue and its handles.
pub(super) struct Channel<T> {
    pub(super) queue: Queue<T>,
    pub(super) senders: Handles,
    pub(super) receivers: Handles,
}

impl<T> Channel<T> {
    pub(super) fn new(capacity: usize) -> Rc<Self> {
        Rc::new(Self {
            queue: Queue::new(capacity),
            senders: Handles::one(),
            receivers: Handles::one(),
        })
    }
}
