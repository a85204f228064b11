//! Clients, as they come.

use std::io;

use anyrt::net::{AcceptLoop, Listener};
use anyrt::prelude::*;
use futures_util::{Stream, stream};

/// Makes a stream of connections, which ends with none but only fails.
pub(super) fn arrivals<R, L>(
    connections: AcceptLoop<'_, L, R>,
) -> impl Stream<Item = io::Result<R::TcpStream>> + Send
where
    R: Runtime,
    L: Listener<Stream = R::TcpStream, Addr: Send> + Sync,
{
    stream::unfold(connections, async |mut connections| {
        let arrived = connections.next().await;
        Some((arrived.map(|(stream, _)| stream), connections))
    })
}
