//! The story of the literature: slow clients come first, fast ones after them.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use anyrt::prelude::*;

use super::figures::microseconds;
use super::host::Host;
use crate::load::{Client, drip};
use crate::service::{Place, Service};
use crate::strategy::Strategy;

/// How many clients are slow.
const SLOW: usize = 8;
/// What each of them sends, byte by byte.
const LINE: &[u8] = b"so slow\n";
/// The pause after each byte.
const PAUSE: Duration = Duration::from_millis(25);
/// How often the fast client asks.
const REQUESTS: usize = 100;

/// What the figures are.
pub(super) const COLUMNS: &[&str] = &[
    "first answer, ms",
    "all fast answers, ms",
    "all clients, ms",
];

/// Eight clients need 200 ms each for a line; one that comes after them asks a hundred times.
pub(super) async fn run<R: Runtime>(rt: R, strategy: Strategy) -> io::Result<Vec<f64>> {
    let service = Service::new(Place::Elsewhere, || {});
    let host = Host::start(&rt, strategy, &service)?;
    let begin = rt.now();
    let mut slow = Vec::new();
    for _ in 0..SLOW {
        slow.push(drip(Client::connect(&rt, host.address).await?, LINE, PAUSE));
    }
    let ((first, last), _) = (fast(&rt, host.address), slow.try_join())
        .try_join()
        .await?;
    let all = rt.now() - begin;
    let milliseconds = |time| microseconds(time) / 1e3;
    Ok([first, last, all].map(milliseconds).to_vec())
}

/// Asks, and returns how long the first answer took and how long all of them.
async fn fast<R: Runtime>(rt: &R, server: SocketAddr) -> io::Result<(Duration, Duration)> {
    let begin = rt.now();
    let mut client = Client::connect(rt, server).await?;
    client.ask(b"hello\n").await?;
    let first = rt.now() - begin;
    for _ in 1..REQUESTS {
        client.ask(b"hello\n").await?;
    }
    Ok((first, rt.now() - begin))
}
