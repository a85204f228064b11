//! Proxies that say what they were told to say.

use std::net::SocketAddr;

use anyrt::AnyRuntime;
use anyrt::any::{AnyJoinHandle, AnyTcpStream};
use anyrt::prelude::*;
use futures_util::io::{AsyncReadExt, AsyncWriteExt};

use crate::harness::listen;

/// What a client says first, without and with credentials.
pub(crate) const GREETING: usize = 3;
pub(crate) const GREETING_WITH_PASSWORD: usize = 4;
/// The credentials of the harness: a version, two lengths, and `me` and `secret`.
pub(crate) const PASSWORD: usize = 3 + 2 + 6;
/// A request for a connection to an IPv4 address.
pub(crate) const REQUEST: usize = 10;

/// A turn of the talk: how many bytes the proxy reads, and what it says then.
pub(crate) type Turn<'a> = (usize, &'a [u8]);

/// A proxy that serves one client, and gives its end of the connection.
pub(crate) type Serving = AnyJoinHandle<AnyTcpStream>;

/// Starts a proxy for one client.
pub(crate) fn start(rt: &AnyRuntime, turns: &[Turn<'_>]) -> (SocketAddr, Serving) {
    let (listener, address) = listen(rt);
    let turns: Vec<_> = turns
        .iter()
        .map(|(len, say)| (*len, say.to_vec()))
        .collect();
    let serving = rt.spawn(async move {
        let (mut client, _) = listener.accept().await.expect("a client");
        client.set_nodelay(true).expect("a socket option");
        for (len, say) in turns {
            let mut heard = vec![0; len];
            client
                .read_exact(&mut heard)
                .await
                .expect("the client's turn");
            client.write_all(&say).await.expect("the client listens");
        }
        client
    });
    (address, serving)
}

/// Starts a proxy for one client that closes the connection once it has said everything.
pub(crate) fn start_and_close(
    rt: &AnyRuntime,
    turns: &[Turn<'_>],
) -> (SocketAddr, AnyJoinHandle<()>) {
    let (address, serving) = start(rt, turns);
    let closing = rt.spawn(async move {
        let mut client = serving.await.expect("no panic");
        // A client that has not read everything when it gives up resets the connection, at any time.
        let closed = client.close().await;
        // The rest of what the client says is read, lest this end reset the connection.
        let rest = client.read_to_end(&mut Vec::new()).await;
        drop((closed, rest));
    });
    (address, closing)
}
