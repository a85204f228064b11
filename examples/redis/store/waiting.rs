//! Who waits for an element of a list: a queue for each key, first come, first served.

#![expect(
    clippy::disallowed_types,
    reason = "the table is looked into and never listed, so nobody sees its order"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyrt::channels::oneshot;

use super::taking::{Outcome, Taking};
use super::{DATABASES, Key};

/// A client that waits.
#[derive(Debug)]
pub(crate) struct Waiter {
    /// The number of the client.
    pub(crate) client: u64,
    /// The number of the database.
    pub(crate) database: usize,
    /// The keys, any of which will do.
    pub(crate) keys: Vec<Key>,
    /// What is done with the element.
    pub(crate) taking: Taking,
    /// Where the client is told.
    pub(crate) answer: oneshot::Sender<Outcome>,
}

/// All clients that wait.
#[derive(Debug)]
pub(super) struct Waiting {
    last_ticket: u64,
    /// By their tickets, which are numbered in the order in which they came.
    waiters: BTreeMap<u64, Waiter>,
    /// For each database the tickets by the key that they wait for.
    queues: Vec<HashMap<Key, BTreeSet<u64>>>,
}

impl Default for Waiting {
    fn default() -> Self {
        Self {
            last_ticket: 0,
            waiters: BTreeMap::new(),
            queues: vec![HashMap::new(); DATABASES],
        }
    }
}

impl Waiting {
    /// Returns the number of clients that wait.
    pub(super) fn len(&self) -> usize {
        self.waiters.len()
    }

    /// Puts a client at the end of the queues of its keys and returns its ticket.
    pub(super) fn enter(&mut self, waiter: Waiter) -> u64 {
        self.last_ticket += 1;
        let ticket = self.last_ticket;
        let queues = &mut self.queues[waiter.database];
        for key in &waiter.keys {
            queues.entry(key.clone()).or_default().insert(ticket);
        }
        self.waiters.insert(ticket, waiter);
        ticket
    }

    /// Takes a client out of all queues, if it is still there.
    pub(super) fn leave(&mut self, ticket: u64) -> Option<Waiter> {
        let waiter = self.waiters.remove(&ticket)?;
        let queues = &mut self.queues[waiter.database];
        for key in &waiter.keys {
            if let Some(queue) = queues.get_mut(key) {
                queue.remove(&ticket);
                if queue.is_empty() {
                    queues.remove(key);
                }
            }
        }
        Some(waiter)
    }

    /// Returns the ticket of the client that waits longest for a key.
    pub(super) fn first(&self, database: usize, key: &[u8]) -> Option<u64> {
        self.queues[database].get(key)?.first().copied()
    }

    /// Returns the ticket of a client.
    pub(super) fn ticket(&self, client: u64) -> Option<u64> {
        let mut tickets = self.waiters.iter();
        let (ticket, _) = tickets.find(|(_, waiter)| waiter.client == client)?;
        Some(*ticket)
    }
}
