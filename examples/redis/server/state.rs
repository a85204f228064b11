//! What all connections share.

use std::net::SocketAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use super::counters::Counters;
use super::{Clients, Limits, Shutdown};
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
    /// The end of it all.
    pub(crate) shutdown: Shutdown,
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
    pub(super) fn lock(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Locks the data and tells it the time.
    pub(super) fn store(&self, now: u64) -> MutexGuard<'_, Store> {
        let mut store = self.lock();
        store.set_time(now);
        store
    }
}

#[cfg(test)]
impl Shared {
    /// Makes a server without data that listens nowhere.
    pub(super) fn detached() -> Self {
        let server = Server {
            limits: Limits::default(),
            address: SocketAddr::new(std::net::Ipv4Addr::LOCALHOST.into(), 0),
            runtime: String::new(),
            started: 0,
            clients: Clients::default(),
            subscriptions: Registry::default(),
            counters: Counters::default(),
            shutdown: Shutdown::default(),
        };
        Self::new(server, Store::new(1))
    }
}

/// Returns a time in milliseconds since the Unix epoch; times before it count as the epoch.
pub(super) fn milliseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
