//! A few fast clients in a crowd of slow ones.

use std::io;
use std::time::Duration;

use anyrt::prelude::*;

use super::figures::Latencies;
use super::host::Host;
use crate::load::{Client, ask_until, drip_forever};
use crate::service::{Place, Service};
use crate::strategy::Strategy;

/// How many clients are fast.
const FAST: usize = 4;
/// The pause of the slow ones after each byte.
const PAUSE: Duration = Duration::from_millis(100);

/// What the figures are.
pub(super) const COLUMNS: &[&str] = &["answers/s", "median, µs", "99%, µs", "polls per read"];

/// Four clients ask as fast as they can, while so many others send a byte every 100 ms.
pub(super) async fn run<R: Runtime>(
    rt: R,
    strategy: Strategy,
    slow: usize,
    time: Duration,
) -> io::Result<Vec<f64>> {
    let service = Service::new(Place::Elsewhere, || {});
    let host = Host::start(&rt, strategy, &service)?;
    let mut dripping = Vec::new();
    for index in 0..slow {
        let client = Client::connect(&rt, host.address).await?;
        // Spread over the pause, lest they all send at once.
        let delay = PAUSE.mul_f64(index as f64 / slow as f64);
        dripping.push(drip_forever(client, delay, PAUSE));
    }
    let mut fast = Vec::new();
    for _ in 0..FAST {
        let mut client = Client::connect(&rt, host.address).await?;
        // The server has accepted everybody who came before.
        client.ask(b"ready\n").await?;
        fast.push(client);
    }
    let (begin, before) = (rt.now(), service.counts());
    let asking = fast
        .into_iter()
        .map(|client| ask_until(client, begin + time));
    let asking: Vec<_> = asking.collect();
    let asking = async { asking.try_join().await.map(Latencies::new) };
    let dripping = async {
        match dripping.try_join().await {
            Ok(_) => std::future::pending().await,
            Err(error) => Err(error),
        }
    };
    let latencies = (asking, dripping).race().await?;
    let (seconds, after) = ((rt.now() - begin).as_secs_f64(), service.counts());
    let (polls, reads) = (after.0 - before.0, after.1 - before.1);
    Ok(vec![
        latencies.count() as f64 / seconds,
        latencies.percentile(50),
        latencies.percentile(99),
        polls as f64 / reads as f64,
    ])
}
