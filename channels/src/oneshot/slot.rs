use std::fmt;

use super::{Sender, SlotReceiver};
use crate::raw::oneshot::{RecvHalf, SendHalf};

/// Makes oneshot channels one after the other in the same memory.
///
/// The memory is allocated by the first [`pair`](Self::pair). It is used again once the sender of the round
/// before is gone; a round that ends before its sender, as a cancelled request does, leaves it to that
/// sender, and the next one allocates. A forgotten receiver (`mem::forget`) ends its round when the next one
/// begins, a forgotten sender leaks the memory.
///
/// # Examples
///
/// ```
/// use anyrt_channels::oneshot;
/// use futures_util::FutureExt;
///
/// let mut slot = oneshot::Slot::new();
/// for round in 0..3 {
///     let (sender, receiver) = slot.pair();
///     sender.send(round).expect("the receiver is there");
///     assert_eq!(receiver.now_or_never(), Some(Ok(round)));
/// }
/// ```
pub struct Slot<T> {
    half: Option<RecvHalf<T>>,
}

impl<T> Slot<T> {
    /// Makes a slot, which allocates nothing yet.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::oneshot::Slot;
    ///
    /// let mut slot = const { Slot::new() };
    /// let (sender, mut receiver) = slot.pair();
    /// sender.send(1).unwrap();
    /// assert_eq!(receiver.try_recv(), Ok(1));
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { half: None }
    }

    /// Begins a round: makes a channel whose receiver borrows the slot, while its sender may go anywhere.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::oneshot;
    ///
    /// let mut slot = oneshot::Slot::new();
    /// let (sender, receiver) = slot.pair();
    /// std::thread::spawn(move || sender.send(1));
    /// assert_eq!(receiver.blocking_recv(), Ok(1));
    /// ```
    #[inline]
    pub fn pair(&mut self) -> (Sender<T>, SlotReceiver<'_, T>) {
        let restarted = self.half.as_mut().and_then(RecvHalf::restart);
        let sender = restarted.unwrap_or_else(|| self.allocate());
        (Sender::new(sender), SlotReceiver::new(&mut self.half))
    }

    #[cold]
    fn allocate(&mut self) -> SendHalf<T> {
        let (sender, receiver) = RecvHalf::pair();
        self.half = Some(receiver);
        sender
    }
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> fmt::Debug for Slot<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot")
            .field("is_allocated", &self.half.is_some())
            .finish_non_exhaustive()
    }
}
