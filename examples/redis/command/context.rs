//! What a command may look at and change.

use super::Wait;
use crate::resp::Protocol;
use crate::server::{Deferred, Server};
use crate::store::{Database, Generator, Store};
use crate::subscriptions::Mailbox;

/// What the server knows of one client.
#[derive(Debug)]
pub(crate) struct Session {
    /// The client's number, never used twice.
    pub(crate) id: u64,
    /// The version of the protocol that the client speaks.
    pub(crate) protocol: Protocol,
    /// The database that the client selected.
    pub(crate) database: usize,
    /// Whether the connection ends after the present reply.
    pub(crate) ending: bool,
    /// The messages for the client, as long as it is subscribed to something.
    pub(crate) mailbox: Option<Mailbox>,
    /// What the client waits for; its further requests wait as long.
    pub(crate) wait: Option<Wait>,
}

impl Session {
    /// Makes the session of a client that has just connected.
    pub(crate) fn new(id: u64) -> Self {
        Self {
            id,
            protocol: Protocol::Resp2,
            database: 0,
            ending: false,
            mailbox: None,
            wait: None,
        }
    }

    /// Returns whether the client is subscribed to something.
    pub(crate) fn is_subscribed(&self) -> bool {
        self.mailbox.is_some()
    }

    /// Returns whether the client may send nothing but what has to do with subscriptions.
    ///
    /// The second version of the protocol cannot tell a message from a reply.
    pub(crate) fn is_confined(&self) -> bool {
        self.is_subscribed() && self.protocol == Protocol::Resp2
    }
}

/// The surroundings of one command.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The data.
    pub(crate) store: &'a mut Store,
    /// The client that sent the command.
    pub(crate) session: &'a mut Session,
    /// Everything else that the server consists of.
    pub(crate) server: &'a Server,
    /// What is done once the data is unlocked.
    pub(crate) deferred: &'a mut Deferred,
    /// The time, in milliseconds since the Unix epoch.
    pub(crate) now: u64,
    /// What the command has said of its own effect.
    pub(super) effect: Effect,
}

/// What a command says of its effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing: the data tells whether it was touched.
    Untold,
    /// That there was none, although the data was touched.
    Nothing,
    /// That it recorded it.
    Recorded,
}

impl<'a> Context<'a> {
    /// Makes the surroundings of a command.
    pub(crate) fn new(
        store: &'a mut Store,
        session: &'a mut Session,
        server: &'a Server,
        deferred: &'a mut Deferred,
        now: u64,
    ) -> Self {
        Self {
            store,
            session,
            server,
            deferred,
            now,
            effect: Effect::Untold,
        }
    }

    /// Takes note of what the command has just done, as another command that does the same at any
    /// time.
    pub(super) fn record(
        &mut self,
        name: &[u8],
        arguments: impl IntoIterator<Item: AsRef<[u8]>, IntoIter: ExactSizeIterator>,
    ) {
        let arguments = arguments.into_iter();
        self.store.record(self.session.database, name, arguments);
        self.effect = Effect::Recorded;
    }

    /// Says whether the command has changed anything, where the data alone cannot tell: a value that
    /// it opened may be as it was.
    pub(super) fn changed_if(&mut self, changed: bool) {
        if !changed {
            self.effect = Effect::Nothing;
        }
    }

    /// Gives the database that the client selected.
    pub(crate) fn database(&mut self) -> &mut Database {
        self.store.database(self.session.database)
    }

    /// Gives the selected database together with the source of random choices.
    pub(crate) fn database_and_generator(&mut self) -> (&mut Database, &mut Generator) {
        self.store.database_and_generator(self.session.database)
    }
}
