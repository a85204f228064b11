//! A client that waits for an element.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use anyrt::channels::oneshot;

use crate::resp::Reply;
use crate::store::{Outcome, Popped};

/// What the connection of a waiting client knows: its ticket, and where the answer comes.
#[derive(Debug)]
pub(crate) struct Wait {
    ticket: u64,
    answer: oneshot::Receiver<Outcome>,
    timeout: Option<Duration>,
    began: Option<Instant>,
}

impl Wait {
    /// Begins to wait under a ticket, for so long if there is a limit.
    pub(super) fn new(
        ticket: u64,
        answer: oneshot::Receiver<Outcome>,
        timeout: Option<Duration>,
    ) -> Self {
        Self {
            ticket,
            answer,
            timeout,
            began: None,
        }
    }

    /// Returns the ticket.
    pub(crate) fn ticket(&self) -> u64 {
        self.ticket
    }

    /// Returns when the waiting ends, which is measured from the first call.
    pub(crate) fn until(&mut self, now: Instant) -> Option<Instant> {
        let began = *self.began.get_or_insert(now);
        began.checked_add(self.timeout?)
    }

    /// Polls for the answer.
    ///
    /// # Panics
    ///
    /// If it was ready before.
    pub(crate) fn poll_outcome(&mut self, context: &mut Context<'_>) -> Poll<Outcome> {
        let outcome = ready!(Pin::new(&mut self.answer).poll(context));
        // Who takes a waiter out of the queue answers it; if not, there will be no element.
        Poll::Ready(outcome.unwrap_or(Outcome::TimedOut))
    }

    /// Lets no answer come any more and returns an element that has come.
    ///
    /// If an answer is on its way, whoever sends it is refused, and keeps the element.
    pub(crate) fn close(mut self) -> Option<Popped> {
        self.answer.close();
        match self.answer.try_recv() {
            Ok(Outcome::Popped(popped)) => Some(popped),
            _ => None,
        }
    }
}

impl Outcome {
    /// Writes the reply to who asked for an element.
    pub(crate) fn write(&self, reply: &mut Reply<'_>) {
        match self {
            Self::Popped(popped) => {
                reply.array(2);
                reply.bulk(&popped.key);
                reply.bulk(&popped.element);
            }
            Self::Moved(element) => reply.bulk(element),
            Self::Refused(error) => reply.error(error),
            Self::TimedOut => reply.null_array(),
            Self::Unblocked => reply.error(&"UNBLOCKED client unblocked via CLIENT UNBLOCK"),
        }
    }
}
