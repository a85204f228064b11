//! The messages that wait for one subscriber.
//!
//! Three parts of the library make a queue that is bounded in bytes and wakes nobody under a lock:
//!
//! - an unbounded `mpsc` channel keeps the messages in order;
//! - a `Semaphore` has a permit for each byte that may wait. A message takes as many as it is long,
//!   and they go with it: whoever drops the message gives them back;
//! - a `Notify` is the bell. Messages are put in with the data and the registry locked, so that all
//!   subscribers see them in one order; the bell is rung when the locks are released. It remembers
//!   that it was rung, so a subscriber that was about to wait misses nothing.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use anyrt::channels::notify::OwnedNotified;
use anyrt::channels::{Notify, OwnedSemaphorePermit, Semaphore, mpsc};

use super::Message;

/// More messages wait than may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Overflow;

/// A message with the permits for its bytes.
#[derive(Debug)]
struct Parcel {
    message: Message,
    /// Given back when the parcel is taken.
    _room: OwnedSemaphorePermit,
}

/// Where messages for a subscriber are put in.
#[derive(Debug)]
pub(super) struct Slot {
    parcels: mpsc::UnboundedSender<Parcel>,
    room: Arc<Semaphore>,
    bell: Arc<Notify>,
}

impl Slot {
    /// Puts a message in; the bell is to be rung afterwards.
    ///
    /// # Errors
    ///
    /// There is no room, or nobody takes messages any more.
    pub(super) fn put(&self, message: Message) -> Result<(), Overflow> {
        let size = u32::try_from(message.size()).map_err(|_| Overflow)?;
        let room = Arc::clone(&self.room)
            .try_acquire_many_owned(size)
            .map_err(|_| Overflow)?;
        let parcel = Parcel {
            message,
            _room: room,
        };
        self.parcels.send(parcel).map_err(|_| Overflow)
    }

    /// Returns the bell of the subscriber.
    pub(super) fn bell(&self) -> Arc<Notify> {
        Arc::clone(&self.bell)
    }
}

/// Where a subscriber takes its messages out.
#[derive(Debug)]
pub(crate) struct Mailbox {
    parcels: mpsc::UnboundedReceiver<Parcel>,
    bell: Arc<Notify>,
    rung: Pin<Box<OwnedNotified>>,
}

/// Makes a mailbox in which so many bytes may wait.
pub(super) fn mailbox(limit: usize) -> (Slot, Mailbox) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let bell = Arc::new(Notify::new());
    let slot = Slot {
        parcels: sender,
        room: Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS))),
        bell: Arc::clone(&bell),
    };
    let mailbox = Mailbox {
        parcels: receiver,
        rung: Box::pin(Arc::clone(&bell).notified_owned()),
        bell,
    };
    (slot, mailbox)
}

impl Mailbox {
    /// Takes the next message, if there is one.
    pub(crate) fn take(&mut self) -> Option<Message> {
        self.parcels.try_recv().ok().map(|parcel| parcel.message)
    }

    /// Polls for the next message.
    pub(crate) fn poll_take(&mut self, context: &mut Context<'_>) -> Poll<Message> {
        loop {
            if let Some(message) = self.take() {
                return Poll::Ready(message);
            }
            ready!(self.rung.as_mut().poll(context));
            self.rung.set(Arc::clone(&self.bell).notified_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::task::{Context, Poll, Waker};

    use super::{Message, Overflow, mailbox};

    fn message(text: &str) -> Message {
        Message {
            channel: b"c".as_slice().into(),
            payload: Arc::from(text.as_bytes()),
            pattern: None,
        }
    }

    #[test]
    fn messages_that_were_taken_make_room() {
        let size = message("12345").size();
        let (slot, mut mailbox) = mailbox(size * 2);
        for _ in 0..100 {
            assert_eq!(slot.put(message("12345")), Ok(()));
            assert_eq!(slot.put(message("67890")), Ok(()));
            assert_eq!(slot.put(message("")), Err(Overflow));
            for text in ["12345", "67890"] {
                let taken = mailbox.take().expect("a message");
                assert_eq!(*taken.payload, *text.as_bytes());
            }
            assert!(mailbox.take().is_none());
        }
    }

    #[test]
    fn a_bell_that_rang_before_anybody_waited_is_heard() {
        let (slot, mut mailbox) = mailbox(1000);
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..3 {
            assert!(mailbox.poll_take(&mut context).is_pending());
            slot.put(message("a")).expect("room");
            slot.bell().notify_one();
            let Poll::Ready(taken) = mailbox.poll_take(&mut context) else {
                panic!("a message is there")
            };
            assert_eq!(*taken.payload, *b"a");
        }
    }
}
