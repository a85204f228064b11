//! A blocking call inside a task.

use std::io;
use std::thread;
use std::time::Duration;

use anyrt::prelude::*;

use super::figures::Latencies;
use super::host::Host;
use crate::load::{Client, ask_until, ask_work};
use crate::service::{Place, Service};
use crate::strategy::Strategy;

/// How long the work blocks its thread.
const WORK: Duration = Duration::from_millis(20);

/// What the figures are.
pub(super) const COLUMNS: &[&str] = &["answers/s", "median, µs", "99%, µs"];

/// One client asks for echoes, while as many as there are processors ask for work, if `place` says where.
pub(super) async fn run<R: Runtime>(
    rt: R,
    strategy: Strategy,
    place: Option<Place>,
    time: Duration,
) -> io::Result<Vec<f64>> {
    let service = Service::new(place.unwrap_or(Place::Elsewhere), block);
    let host = Host::start(&rt, strategy, &service)?;
    let mut working = Vec::new();
    if place.is_some() {
        for _ in 0..thread::available_parallelism()?.get() {
            working.push(ask_work(Client::connect(&rt, host.address).await?));
        }
    }
    let mut client = Client::connect(&rt, host.address).await?;
    client.ask(b"ready\n").await?;
    let begin = rt.now();
    let asking = ask_until(client, begin + time);
    let working = async {
        match working.try_join().await {
            Ok(_) => std::future::pending().await,
            Err(error) => Err(error),
        }
    };
    let latencies = Latencies::new([(asking, working).race().await?]);
    let seconds = (rt.now() - begin).as_secs_f64();
    Ok(vec![
        latencies.count() as f64 / seconds,
        latencies.percentile(50),
        latencies.percentile(99),
    ])
}

/// Blocks its thread, as a query to a database or a slow disk does.
#[expect(
    clippy::disallowed_methods,
    reason = "what a blocking call does to a runtime is shown by a blocking call"
)]
fn block() {
    thread::sleep(WORK);
}
