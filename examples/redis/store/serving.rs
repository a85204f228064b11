//! Giving elements to the clients that wait for them.
//!
//! An element is taken out of its list in the same moment in which its client leaves the queue, with
//! the data locked; the client is told when the data is unlocked, through a `oneshot` channel. If it
//! is gone by then, sending gives the element back; if it goes before it has seen the answer, closing
//! the channel and looking into it once more does. Nothing is lost, and the next in the queue gets it.

use std::collections::VecDeque;

use anyrt::channels::oneshot;

use super::taking::{Outcome, Popped, Taking};
use super::waiting::Waiter;
use super::{End, Key, List, Store};

/// An answer on its way to the client that waits for it.
#[derive(Debug)]
pub(crate) struct Served {
    answer: oneshot::Sender<Outcome>,
    outcome: Outcome,
}

impl Served {
    /// Tells the client, which is woken: the data must not be locked.
    ///
    /// If the client is gone, this gives back the element that it was to get.
    pub(crate) fn deliver(self) -> Option<Popped> {
        match self.answer.send(self.outcome) {
            Err(Outcome::Popped(popped)) => Some(popped),
            _ => None,
        }
    }
}

impl Store {
    /// Returns the number of clients that wait for elements.
    pub(crate) fn waiters(&self) -> usize {
        self.waiting.len()
    }

    /// Lets a client wait and returns its ticket.
    pub(crate) fn wait(&mut self, waiter: Waiter) -> u64 {
        self.waiting.enter(waiter)
    }

    /// Ends the waiting of a client, unless an answer is on its way.
    pub(crate) fn withdraw(&mut self, ticket: u64) -> Option<Waiter> {
        self.waiting.leave(ticket)
    }

    /// Ends the waiting of a client with an answer, if it waits.
    pub(crate) fn unblock(&mut self, client: u64, outcome: Outcome) -> Option<Served> {
        let ticket = self.waiting.ticket(client)?;
        let Waiter { answer, .. } = self.waiting.leave(ticket)?;
        Some(Served { answer, outcome })
    }

    /// Serves those that wait for a key, in the order in which they came, as far as its elements
    /// go; and those that wait for what is moved elsewhere by that.
    pub(crate) fn serve(&mut self, index: usize, key: &[u8]) -> Vec<Served> {
        let mut served = Vec::new();
        let mut ready = VecDeque::from([Key::from(key)]);
        while let Some(key) = ready.pop_front() {
            while let Some(ticket) = self.waiting.first(index, &key)
                && matches!(self.databases[index].read::<List>(&key), Ok(Some(_)))
                && let Some(waiter) = self.waiting.leave(ticket)
            {
                let database = &mut self.databases[index];
                let outcome = match waiter.taking.take(database, index, &key) {
                    Ok(Some(outcome)) => {
                        let (name, arguments) = waiter.taking.as_command(&key);
                        self.record(index, name, arguments.into_iter());
                        outcome
                    }
                    Ok(None) => Outcome::TimedOut,
                    Err(error) => Outcome::Refused(error),
                };
                if let Taking::Move { to, .. } = waiter.taking {
                    ready.push_back(to);
                }
                let answer = waiter.answer;
                served.push(Served { answer, outcome });
            }
        }
        served
    }

    /// Puts elements, which are in the order in which they were taken, back where they were, and
    /// serves those that wait for them.
    ///
    /// An element whose key holds a value of another type by now is dropped.
    pub(crate) fn give_back(&mut self, elements: Vec<Popped>) -> Vec<Served> {
        let mut keys = Vec::new();
        for popped in elements.into_iter().rev() {
            let database = &mut self.databases[popped.database];
            let put = |list: &mut List| popped.from.push(list, popped.element.clone());
            if database.upsert(&popped.key, put).is_ok() {
                let name = match popped.from {
                    End::Front => b"LPUSH",
                    End::Back => b"RPUSH",
                };
                let arguments = [&*popped.key, &*popped.element].into_iter();
                self.record(popped.database, name, arguments);
                keys.push((popped.database, popped.key));
            }
        }
        keys.iter()
            .flat_map(|(database, key)| self.serve(*database, key))
            .collect()
    }
}
