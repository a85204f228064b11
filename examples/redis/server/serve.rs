//! The server's beginning and end.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use anyrt::Runtime;
use anyrt::channels::oneshot;
use anyrt::fs::SendFs;
use anyrt::net::{ListenerExt, TcpListenOptions, TcpListener, TcpStream};
use anyrt::task::JoinHandle;
use futures_util::future::{Either, select};

use super::connection::{Place, converse};
use super::expiry::remove_expired;
use super::state::milliseconds;
use super::turn_away::turn_away;
use super::{Server, Shared, Shutdown};
use crate::persistence::{Log, Writer};
use crate::store::Store;

/// How much longer than its connections the server waits for them.
const MARGIN: Duration = Duration::from_secs(1);

/// A server that listens and does not accept yet.
#[derive(Debug)]
pub(crate) struct Bound<L, F> {
    listener: L,
    shared: Arc<Shared>,
    log: Option<Log<F>>,
}

/// Listens on the address of a server; port 0 lets the system choose one.
///
/// The data is what `log`, the append-only file, says, if there is one.
///
/// # Errors
///
/// What the system says, such as [`io::ErrorKind::AddrInUse`].
pub(crate) fn listen<R: Runtime + SendFs>(
    rt: &R,
    mut server: Server,
    store: Store,
    log: Option<Log<R::File>>,
) -> io::Result<Bound<R::TcpListener, R::File>> {
    let listener = rt.tcp_listen(server.address, &TcpListenOptions::new())?;
    server.address = listener.local_addr()?;
    Ok(Bound {
        listener,
        shared: Arc::new(Shared::new(server, store)),
        log,
    })
}

impl<L, F> Bound<L, F> {
    /// Returns the address with the port that was chosen.
    pub(crate) fn address(&self) -> SocketAddr {
        self.shared.server.address
    }

    /// Returns the signal that ends the server.
    pub(crate) fn shutdown(&self) -> Shutdown {
        self.shared.server.shutdown.clone()
    }
}

/// Serves clients until the shutdown begins, and then until the last of them is gone.
///
/// # Errors
///
/// What ends the accepting of clients other than a shutdown, and that the append-only file could not be
/// written to its end.
///
/// # Cancel safety
///
/// Runs on: the clients that are connected stay so.
pub(crate) async fn serve<R: Runtime + SendFs>(
    rt: R,
    bound: Bound<R::TcpListener, R::File>,
) -> io::Result<()> {
    let Bound {
        listener,
        shared,
        log,
    } = bound;
    let (end, ended) = oneshot::channel();
    let writer = log.map(|log| {
        let writer = Writer::new(rt.clone(), Arc::clone(&shared), log);
        rt.spawn(writer.run(ended))
    });
    let expiry = rt.spawn(remove_expired(rt.clone(), Arc::clone(&shared)));
    let accepted = accept(&rt, listener, &shared).await;
    // After an error the clients that are there are asked to leave as well.
    shared.server.shutdown.begin();
    let patience = rt.sleep(shared.server.limits.grace.saturating_add(MARGIN));
    select(pin!(shared.server.clients.all_gone()), pin!(patience)).await;
    expiry.abort();
    // Nobody is left to change the data: what is recorded now is all.
    drop(end);
    match writer {
        Some(writer) => accepted.and(writer.await.map_err(io::Error::other)?),
        None => accepted,
    }
}

/// Accepts clients until the shutdown begins; the listener is closed then.
async fn accept<R: Runtime>(
    rt: &R,
    listener: R::TcpListener,
    shared: &Arc<Shared>,
) -> io::Result<()> {
    let server = &shared.server;
    let mut connections = listener.accept_loop(rt.clone());
    let mut stop = server.shutdown.wait();
    loop {
        let (stream, peer) = match select(pin!(connections.next()), &mut stop).await {
            Either::Left((connection, _)) => connection?,
            Either::Right(_) => return Ok(()),
        };
        server.counters.connections.add(1);
        // Replies are small and complete: waiting to fill a packet would only delay them. The option
        // is refused only by a connection that is gone.
        if stream.set_nodelay(true).is_err() {
            continue;
        }
        let since = milliseconds(rt.system_time());
        match server.clients.enter(peer, since, server.limits.clients) {
            Some((id, ended)) => {
                let place = Place::new(Arc::clone(shared), id);
                rt.spawn(converse(rt.clone(), stream, place, ended))
                    .detach();
            }
            None => rt
                .spawn(turn_away(rt.clone(), stream, Arc::clone(shared)))
                .detach(),
        }
    }
}
