//! What all connections share.

use std::net::SocketAddr;
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use super::counters::Counters;
use super::{Clients, Limits, Shutdown};
use crate::persistence::{Persistence, Settings};
use crate::store::Store;
use crate::subscriptions::Registry;

/// Everything that the server consists of, except its data.
#[derive(Debug)]
pub(crate) struct Server {
    /// What the server puts up with.
    pub(crate) limits: Limits,
    /// The address that it listens on.
    pub(crate) address: SocketAddr,
    /// The name of the runtime, to be shown.
    pub(crate) runtime: String,
    /// When the server started, in milliseconds since the Unix epoch.
    pub(crate) started: u64,
    /// Who is connected.
    pub(crate) clients: Clients,
    /// Who subscribed to what.
    pub(crate) subscriptions: Registry,
    /// What has happened.
    pub(crate) counters: Counters,
    /// The append-only file.
    pub(crate) persistence: Persistence,
    /// The end of it all.
    pub(crate) shutdown: Shutdown,
}

impl Server {
    /// Makes a server that does not listen yet, but will on `address`.
    ///
    /// `runtime` is a name to be shown, and `started` the time in milliseconds since the Unix epoch.
    pub(crate) fn new(
        address: SocketAddr,
        limits: Limits,
        persistence: Settings,
        runtime: String,
        started: u64,
    ) -> Self {
        Self {
            limits,
            address,
            runtime,
            started,
            clients: Clients::default(),
            subscriptions: Registry::default(),
            counters: Counters::default(),
            persistence: Persistence::new(persistence),
            shutdown: Shutdown::default(),
        }
    }
}

/// The server and its data.
///
/// The data lies behind one lock of the standard library. It is held while requests are carried out
/// and never while something is awaited, so a connection that waits holds up nobody.
#[derive(Debug)]
pub(crate) struct Shared {
    /// Everything but the data.
    pub(crate) server: Server,
    store: Mutex<Store>,
}

impl Shared {
    /// Puts a server and its data together.
    pub(crate) fn new(server: Server, store: Store) -> Self {
        Self {
            server,
            store: Mutex::new(store),
        }
    }

    /// Locks the data, for which it is as late as it was before.
    pub(crate) fn lock(&self) -> Locked<'_> {
        Locked {
            store: Some(self.store.lock().unwrap_or_else(PoisonError::into_inner)),
            persistence: &self.server.persistence,
        }
    }

    /// Locks the data and tells it the time.
    pub(crate) fn store(&self, now: u64) -> Locked<'_> {
        let mut store = self.lock();
        store.set_time(now);
        store
    }
}

/// The data, locked.
///
/// When it is unlocked, the writer of the append-only file is told of what was recorded meanwhile.
#[derive(Debug)]
pub(crate) struct Locked<'a> {
    /// There until the drop.
    store: Option<MutexGuard<'a, Store>>,
    persistence: &'a Persistence,
}

impl Deref for Locked<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store.as_ref().expect("it is there until the drop")
    }
}

impl DerefMut for Locked<'_> {
    fn deref_mut(&mut self) -> &mut Store {
        self.store.as_mut().expect("it is there until the drop")
    }
}

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        self.record_expired();
        let news = self.journal.take_news();
        // A waker is code of somebody else: never call it with the lock held.
        self.store = None;
        if news {
            self.persistence.bell.notify_one();
        }
    }
}

#[cfg(test)]
impl Shared {
    /// Makes a server without data that listens nowhere.
    pub(super) fn detached() -> Self {
        let address = SocketAddr::new(std::net::Ipv4Addr::LOCALHOST.into(), 0);
        let (limits, settings) = (Limits::default(), Settings::default());
        let server = Server::new(address, limits, settings, String::new(), 0);
        Self::new(server, Store::new(1))
    }
}

/// Returns a time in milliseconds since the Unix epoch; times before it count as the epoch.
pub(crate) fn milliseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
