//! Clients that ask as soon as they were answered.

use std::convert::Infallible;
use std::io;
use std::time::{Duration, Instant};

use anyrt::Runtime;

use super::Client;
use crate::service::WORK;

/// Asks until the deadline, at least once, and returns how long each answer took.
pub(crate) async fn ask_until<R: Runtime>(
    mut client: Client<R>,
    deadline: Instant,
) -> io::Result<Vec<Duration>> {
    let mut latencies = Vec::new();
    let mut asked = client.rt.now();
    loop {
        client.ask(b"hello\n").await?;
        let answered = client.rt.now();
        latencies.push(answered - asked);
        if answered >= deadline {
            return Ok(latencies);
        }
        asked = answered;
    }
}

/// Asks for work for as long as it is polled.
pub(crate) async fn ask_work<R: Runtime>(mut client: Client<R>) -> io::Result<Infallible> {
    loop {
        client.ask(WORK).await?;
    }
}
