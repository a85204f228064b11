//! A client's stay: its session, and what others have for it.

use std::task::{Context, Poll};

use super::Shared;
use super::batch::Buffers;
use super::patience::Occupation;
use crate::command::Session;
use crate::subscriptions::Mailbox;

/// The session of a client that is connected; dropping it takes the client out of all lists.
#[derive(Debug)]
pub(super) struct Visit<'a> {
    shared: &'a Shared,
    /// What the server knows of the client.
    pub(super) session: Session,
}

impl<'a> Visit<'a> {
    /// Begins the stay of a client under its number.
    pub(super) fn new(shared: &'a Shared, id: u64) -> Self {
        Self {
            shared,
            session: Session::new(id),
        }
    }

    /// Polls for what others have for the client, and writes it.
    ///
    /// Nothing is taken for a client that does not keep up with reading.
    pub(super) fn poll_arrival(
        &mut self,
        buffers: &mut Buffers,
        context: &mut Context<'_>,
    ) -> Poll<()> {
        if !buffers.is_backlogged()
            && let Some(mailbox) = &mut self.session.mailbox
            && let Poll::Ready(message) = mailbox.poll_take(context)
        {
            message.write(&mut buffers.reply(self.session.protocol));
            buffers.deliver(&mut self.session);
            return Poll::Ready(());
        }
        Poll::Pending
    }

    /// Returns what the client is doing.
    pub(super) fn occupation(&self) -> Occupation {
        if self.session.is_subscribed() {
            Occupation::Listening
        } else {
            Occupation::Talking
        }
    }

    /// Writes everything that others have for the client, unless it said goodbye and had the answer.
    pub(super) fn finish(&mut self, buffers: &mut Buffers) {
        if self.session.ending {
            return;
        }
        while let Some(message) = self.session.mailbox.as_mut().and_then(Mailbox::take) {
            message.write(&mut buffers.reply(self.session.protocol));
        }
    }
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        self.shared.server.subscriptions.leave(self.session.id);
    }
}
