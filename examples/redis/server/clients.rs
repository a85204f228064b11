//! The list of who is connected.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use anyrt::channels::oneshot;

use crate::resp::Protocol;
use crate::subscriptions::{Kind, Registry};

/// What the list says of a client.
#[derive(Debug)]
pub(crate) struct Client {
    /// Where it connected from.
    pub(crate) address: SocketAddr,
    /// When it connected, in milliseconds since the Unix epoch.
    pub(crate) since: u64,
    /// The name that it gave itself.
    pub(crate) name: String,
    /// The library that it uses.
    pub(crate) library: String,
    /// The version of that library.
    pub(crate) library_version: String,
    /// The database that it selected.
    pub(crate) database: usize,
    /// The version of the protocol that it speaks.
    pub(crate) protocol: Protocol,
    /// Ends the connection, unless it was used.
    end: Option<oneshot::Sender<()>>,
}

/// All clients that are connected.
#[derive(Debug, Default)]
pub(crate) struct Clients {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    last_id: u64,
    present: BTreeMap<u64, Client>,
    /// Who waits for the last client to leave.
    waiting: Option<Waker>,
}

impl Clients {
    /// Adds a client and returns its number and what tells that it was sent away, unless there are
    /// `limit` clients already.
    pub(crate) fn enter(
        &self,
        address: SocketAddr,
        since: u64,
        limit: usize,
    ) -> Option<(u64, oneshot::Receiver<()>)> {
        let (end, ended) = oneshot::channel();
        let mut state = self.lock();
        if state.present.len() >= limit {
            return None;
        }
        state.last_id += 1;
        let id = state.last_id;
        state.present.insert(
            id,
            Client {
                address,
                since,
                name: String::new(),
                library: String::new(),
                library_version: String::new(),
                database: 0,
                protocol: Protocol::Resp2,
                end: Some(end),
            },
        );
        Some((id, ended))
    }

    /// Takes a client off the list.
    pub(crate) fn leave(&self, id: u64) {
        let mut state = self.lock();
        let left = state.present.remove(&id);
        let waker = if state.present.is_empty() {
            state.waiting.take()
        } else {
            None
        };
        drop(state);
        drop(left);
        // A waker is code of somebody else: never call it with the lock held.
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Returns the number of clients.
    pub(crate) fn count(&self) -> usize {
        self.lock().present.len()
    }

    /// Looks at what the list says of a client, or changes it.
    pub(crate) fn change<T>(&self, id: u64, change: impl FnOnce(&mut Client) -> T) -> Option<T> {
        self.lock().present.get_mut(&id).map(change)
    }

    /// Takes what sends a client away, unless it was taken before.
    ///
    /// It wakes a task, so use it where no lock is held.
    pub(crate) fn take_end(&self, id: u64) -> Option<oneshot::Sender<()>> {
        self.change(id, |client| client.end.take()).flatten()
    }

    /// Returns the numbers of the clients that are wanted.
    pub(crate) fn find(&self, wanted: impl Fn(u64, &Client) -> bool) -> Vec<u64> {
        let state = self.lock();
        let found = state.present.iter();
        let found = found.filter(|(id, client)| wanted(**id, client));
        found.map(|(id, _)| *id).collect()
    }

    /// Writes a line for each of the chosen clients.
    pub(crate) fn describe(
        &self,
        subscriptions: &Registry,
        now: u64,
        chosen: impl Fn(u64) -> bool,
    ) -> String {
        let mut text = String::new();
        for (id, client) in self.lock().present.iter().filter(|(id, _)| chosen(**id)) {
            let count = |kind| subscriptions.names(*id, kind).len();
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "id={id} addr={} name={} age={} db={} sub={} psub={} resp={} lib-name={} lib-ver={}",
                client.address,
                client.name,
                now.saturating_sub(client.since) / 1000,
                client.database,
                count(Kind::Channel),
                count(Kind::Pattern),
                client.protocol.number(),
                client.library,
                client.library_version,
            );
        }
        text
    }

    /// Waits until nobody is connected. One task at a time may wait.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: it changes nothing.
    pub(crate) fn all_gone(&self) -> impl Future<Output = ()> {
        std::future::poll_fn(|context| {
            let waker = context.waker().clone();
            let mut state = self.lock();
            if state.present.is_empty() {
                return Poll::Ready(());
            }
            let replaced = state.waiting.replace(waker);
            drop(state);
            drop(replaced);
            Poll::Pending
        })
    }

    /// Locks the list, for a moment.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
