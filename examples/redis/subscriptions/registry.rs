//! Who subscribed to what.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyrt::channels::Notify;

use super::mailbox::{Slot, mailbox};
use super::topics::Topics;
use super::{Kind, Mailbox, Message};
use crate::store::{Key, matches};

/// All subscriptions.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    channels: Topics,
    patterns: Topics,
    subscribers: BTreeMap<u64, Subscriber>,
}

/// A client that subscribed to something.
#[derive(Debug)]
struct Subscriber {
    slot: Slot,
    channels: BTreeSet<Key>,
    patterns: BTreeSet<Key>,
}

/// What became of a message.
#[derive(Debug, Default)]
pub(crate) struct Published {
    /// How many times it was put into a mailbox.
    pub(crate) receivers: usize,
    /// The bells that are to be rung, by the number of the client.
    pub(crate) bells: Vec<(u64, Arc<Notify>)>,
    /// The clients that let so many messages wait that they are not subscribed any more.
    pub(crate) overflown: Vec<u64>,
}

impl Registry {
    /// Subscribes a client and returns the number of its subscriptions.
    ///
    /// The first one makes the mailbox, in which up to `limit` bytes may wait.
    pub(crate) fn subscribe(
        &self,
        client: u64,
        kind: Kind,
        name: &[u8],
        limit: usize,
        mailbox_of_client: &mut Option<Mailbox>,
    ) -> usize {
        let mut state = self.lock();
        let name = state.topics(kind).add(name, client);
        let subscriber = state.subscribers.entry(client).or_insert_with(|| {
            let (slot, mailbox) = mailbox(limit);
            *mailbox_of_client = Some(mailbox);
            Subscriber {
                slot,
                channels: BTreeSet::new(),
                patterns: BTreeSet::new(),
            }
        });
        subscriber.names(kind).insert(name);
        subscriber.count()
    }

    /// Ends a subscription, if there is one, and returns the number of those that are left.
    pub(crate) fn unsubscribe(&self, client: u64, kind: Kind, name: &[u8]) -> usize {
        let mut state = self.lock();
        state.topics(kind).remove(name, client);
        let Some(subscriber) = state.subscribers.get_mut(&client) else {
            return 0;
        };
        subscriber.names(kind).remove(name);
        let left = subscriber.count();
        if left == 0 {
            state.subscribers.remove(&client);
        }
        left
    }

    /// Ends all subscriptions of a client.
    pub(crate) fn leave(&self, client: u64) {
        self.lock().leave(client);
    }

    /// Returns the number of a client's subscriptions.
    pub(crate) fn count(&self, client: u64) -> usize {
        let state = self.lock();
        state.subscribers.get(&client).map_or(0, Subscriber::count)
    }

    /// Returns what a client subscribed to.
    pub(crate) fn names(&self, client: u64, kind: Kind) -> Vec<Key> {
        match self.lock().subscribers.get_mut(&client) {
            Some(subscriber) => subscriber.names(kind).iter().cloned().collect(),
            None => Vec::new(),
        }
    }

    /// Puts a message into the mailboxes of all that subscribed to its channel or to a pattern that
    /// matches it, in one order for all of them.
    ///
    /// A client whose mailbox is full loses its subscriptions.
    pub(crate) fn publish(&self, channel: &[u8], payload: &[u8]) -> Published {
        let mut state = self.lock();
        let mut published = Published::default();
        let mut message = None;
        let matching = state.patterns.iter();
        let matching = matching.filter(|(pattern, _)| matches(pattern, channel));
        let by_pattern = matching.flat_map(|(pattern, clients)| {
            clients.iter().map(move |client| (*client, Some(pattern)))
        });
        let by_name = state.channels.of(channel).map(|client| (client, None));
        for (client, pattern) in by_name.chain(by_pattern) {
            let Some(subscriber) = state.subscribers.get(&client) else {
                continue;
            };
            let message = message.get_or_insert_with(|| Message {
                channel: channel.into(),
                payload: payload.into(),
                pattern: None,
            });
            let message = Message {
                pattern: pattern.cloned(),
                ..message.clone()
            };
            match subscriber.slot.put(message) {
                Ok(()) => {
                    published.receivers += 1;
                    published.bells.push((client, subscriber.slot.bell()));
                }
                Err(_) => published.overflown.push(client),
            }
        }
        for client in &published.overflown {
            state.leave(*client);
        }
        published
    }

    /// Returns the channels that somebody subscribed to by their names.
    pub(crate) fn channels(&self, wanted: impl Fn(&[u8]) -> bool) -> Vec<Key> {
        let state = self.lock();
        let names = state.channels.iter().map(|(name, _)| name);
        names.filter(|name| wanted(name)).cloned().collect()
    }

    /// Returns the number of clients that subscribed to something.
    pub(crate) fn clients(&self) -> usize {
        self.lock().subscribers.len()
    }

    /// Returns how many clients subscribed to a channel by its name.
    pub(crate) fn subscribers(&self, channel: &[u8]) -> usize {
        self.lock().channels.of(channel).len()
    }

    /// Returns the number of different patterns.
    pub(crate) fn patterns(&self) -> usize {
        self.lock().patterns.iter().len()
    }

    /// Locks the subscriptions, for a moment.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Gives the names of a kind.
    fn topics(&mut self, kind: Kind) -> &mut Topics {
        match kind {
            Kind::Channel => &mut self.channels,
            Kind::Pattern => &mut self.patterns,
        }
    }

    /// Ends all subscriptions of a client.
    fn leave(&mut self, client: u64) {
        if let Some(subscriber) = self.subscribers.remove(&client) {
            for name in &subscriber.channels {
                self.channels.remove(name, client);
            }
            for name in &subscriber.patterns {
                self.patterns.remove(name, client);
            }
        }
    }
}

impl Subscriber {
    /// Gives the names of a kind.
    fn names(&mut self, kind: Kind) -> &mut BTreeSet<Key> {
        match kind {
            Kind::Channel => &mut self.channels,
            Kind::Pattern => &mut self.patterns,
        }
    }

    /// Returns the number of subscriptions.
    fn count(&self) -> usize {
        self.channels.len() + self.patterns.len()
    }
}
